#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Figures of this process and of files.
enum Measure {
    /// The most memory that the process ever had, in megabytes; 0 where the system does not say.
    static var peakMegabytes: Double {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            var kilobytes = 0
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            guard text.hasPrefix("VmHWM:") else { continue }
            for digit in text.utf8 where (48...57).contains(digit) {
                kilobytes = kilobytes * 10 + Int(digit) - 48
            }
            return Double(kilobytes) / 1024
        }
        return 0
    }

    /// Seconds of processor time that all threads of this process have used.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func removeDatabase(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal", ".lock"] { unlink(path + suffix) }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
    var milliseconds: Double { seconds * 1000 }
}

extension [Double] {
    /// The value that this share of them does not pass.
    func percentile(_ share: Double) -> Double {
        let sorted = sorted()
        return isEmpty ? 0 : sorted[Swift.min(count - 1, Int(Double(count) * share))]
    }

    var sum: Double { reduce(0, +) }
}

extension Double {
    /// With so many digits behind the point.
    func rounded(to digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (self * scale).rounded() / scale
    }
}
