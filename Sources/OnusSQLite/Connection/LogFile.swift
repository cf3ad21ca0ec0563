import CSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log of a database as its writer has it: a transaction goes into it at one stroke.
///
/// SQLite hands a log over in small pieces, the head of a page and the page, and each would be a call
/// of the system. Pieces that follow each other are gathered here until the log is made durable or
/// read, or there is no more room.
///
/// INVARIANT: only for a connection with `synchronous` = FULL, for which SQLite makes the log durable
/// before it tells anybody of what is new in it.
struct LogFile {
    /// What SQLite sees; first, so that its address is ours.
    private var base: sqlite3_file
    /// The file itself, in the memory behind this.
    fileprivate let file: UnsafeMutablePointer<sqlite3_file>
    private let room: UnsafeMutableRawBufferPointer
    private var count = 0
    /// Where the gathered bytes belong.
    private var start: Int64 = 0

    /// WHY: SQLite's own files take less than 128 KB at once.
    private static let roomSize = 1 << 16

    fileprivate init(
        _ file: UnsafeMutablePointer<sqlite3_file>, _ methods: UnsafePointer<sqlite3_io_methods>
    ) {
        base = sqlite3_file(pMethods: methods)
        self.file = file
        room = .allocate(byteCount: Self.roomSize, alignment: 8)
    }

    fileprivate var methods: sqlite3_io_methods { file.pointee.pMethods.pointee }

    fileprivate mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
        if offset != start + Int64(count) || bytes.count > room.count - count {
            let code = flush()
            guard code == SQLITE_OK else { return code }
            start = offset
        }
        guard bytes.count <= room.count, let source = bytes.baseAddress else {
            start += Int64(bytes.count)
            return methods.xWrite(file, bytes.baseAddress, Int32(bytes.count), offset)
        }
        room.baseAddress?.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
        return SQLITE_OK
    }

    /// Writes what was gathered. When that fails SQLite takes the whole transaction back.
    fileprivate mutating func flush() -> Int32 {
        guard count > 0 else { return SQLITE_OK }
        defer {
            start += Int64(count)
            count = 0
        }
        return methods.xWrite(file, room.baseAddress, Int32(count), start)
    }

    /// Calls the file itself, which then has everything.
    fileprivate mutating func pass(
        _ call: (sqlite3_io_methods, UnsafeMutablePointer<sqlite3_file>) -> Int32
    ) -> Int32 {
        let code = flush()
        return code == SQLITE_OK ? call(methods, file) : code
    }

    /// What is still gathered is of no transaction that was committed.
    fileprivate func close() -> Int32 {
        room.deallocate()
        return methods.xClose(file)
    }
}

/// The way to files on which a log is a `LogFile`, and everything else is as the system has it.
enum LogFiles {
    /// What SQLite knows it by; nil when SQLite would not have it.
    static let name: String? = register("onus")

    private static func register(_ name: String) -> String? {
        _ = Connection.countsNoMemory
        guard let system = sqlite3_vfs_find(nil) else { return nil }
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: calls)
        let origin = UnsafeMutablePointer<Origin>.allocate(capacity: 1)
        origin.initialize(to: Origin(system: system, methods: UnsafePointer(methods)))
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: system.pointee)
        vfs.pointee.zName = UnsafePointer(strdup(name))
        vfs.pointee.szOsFile += Int32(MemoryLayout<LogFile>.stride)
        vfs.pointee.pAppData = UnsafeMutableRawPointer(origin)
        vfs.pointee.xOpen = openFile
        return sqlite3_vfs_register(vfs, 0) == SQLITE_OK ? name : nil
    }

    /// Those of the first version: the others are of no use to a log.
    private static var calls: sqlite3_io_methods {
        var calls = sqlite3_io_methods()
        calls.iVersion = 1
        calls.xClose = { log($0)?.pointee.close() ?? SQLITE_MISUSE }
        calls.xRead = { file, bytes, count, offset in
            pass(file) { $0.xRead($1, bytes, count, offset) }
        }
        calls.xWrite = { file, bytes, count, offset in
            let bytes = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            return log(file)?.pointee.write(bytes, at: offset) ?? SQLITE_MISUSE
        }
        calls.xTruncate = { file, size in pass(file) { $0.xTruncate($1, size) } }
        calls.xSync = { file, flags in pass(file) { $0.xSync($1, flags) } }
        calls.xFileSize = { file, size in pass(file) { $0.xFileSize($1, size) } }
        calls.xLock = { file, level in pass(file) { $0.xLock($1, level) } }
        calls.xUnlock = { file, level in pass(file) { $0.xUnlock($1, level) } }
        calls.xCheckReservedLock = { file, isLocked in
            pass(file) { $0.xCheckReservedLock($1, isLocked) }
        }
        calls.xFileControl = { file, kind, value in pass(file) { $0.xFileControl($1, kind, value) }
        }
        calls.xSectorSize = { file in
            guard let log = log(file)?.pointee else { return 0 }
            return log.methods.xSectorSize(log.file)
        }
        calls.xDeviceCharacteristics = { file in
            guard let log = log(file)?.pointee else { return 0 }
            return log.methods.xDeviceCharacteristics(log.file)
        }
        return calls
    }
}

/// What opening a file needs; there for ever, as SQLite has its address.
private struct Origin {
    let system: UnsafeMutablePointer<sqlite3_vfs>
    let methods: UnsafePointer<sqlite3_io_methods>
}

private func openFile(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ name: UnsafePointer<CChar>?,
    _ memory: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ opened: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let memory,
        let origin = vfs?.pointee.pAppData?.assumingMemoryBound(to: Origin.self).pointee
    else { return SQLITE_MISUSE }
    let system = origin.system
    guard flags & SQLITE_OPEN_WAL != 0 else {
        return system.pointee.xOpen(system, name, memory, flags, opened)
    }
    memory.pointee.pMethods = nil
    let behind = UnsafeMutableRawPointer(memory) + MemoryLayout<LogFile>.stride
    let file = behind.assumingMemoryBound(to: sqlite3_file.self)
    let code = system.pointee.xOpen(system, name, file, flags, opened)
    guard code == SQLITE_OK else {
        // SQLite closes what failed to open when it has got so far.
        _ = file.pointee.pMethods?.pointee.xClose(file)
        return code
    }
    log(memory)?.initialize(to: LogFile(file, origin.methods))
    return SQLITE_OK
}

private func log(
    _ file: UnsafeMutablePointer<sqlite3_file>?
) -> UnsafeMutablePointer<LogFile>? {
    UnsafeMutableRawPointer(file)?.assumingMemoryBound(to: LogFile.self)
}

private func pass(
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ call: (sqlite3_io_methods, UnsafeMutablePointer<sqlite3_file>) -> Int32
) -> Int32 {
    log(file)?.pointee.pass(call) ?? SQLITE_MISUSE
}
