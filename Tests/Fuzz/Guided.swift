#if GUIDED
    import CFuzzer
    import RandomWorkflows

    #if canImport(Glibc)
        import Glibc
    #else
        import Darwin
    #endif

    /// Texts at which libFuzzer arrives by watching what they make the readers do:
    ///
    ///     fuzz KIND guided FOLDER [CORPUS…] [OPTIONS OF LIBFUZZER…]
    ///
    /// What led somewhere new is kept in the folder, with which the next run begins.
    enum Guided {
        // libFuzzer reads and changes texts on one thread, and only once these are set.
        nonisolated(unsafe) private static var subject: (any Subject)?
        // Read only, and on that thread, once libFuzzer runs.
        nonisolated(unsafe) private static var others: [[UInt8]] = []

        static func run(_ subject: any Subject, _ options: Options) -> Int32 {
            self.subject = subject
            for index in 0..<300 {
                let text = subject.text(index, seed: options.seed)
                _ = subject.fault(in: text)
                others.append(text)
                if let folder = options.guided?.first { keep(text, "\(folder)/seed-\(index)") }
            }
            let limit = Int(Fuzz.peakMegabytes + Fuzz.mostMegabytes)
            let words = ["fuzz", "-rss_limit_mb=\(limit)"] + (options.guided ?? [])
            var arguments = words.map { strdup($0) } + [nil]
            return arguments.withUnsafeMutableBufferPointer { buffer in
                var count = Int32(words.count)
                var start = buffer.baseAddress
                return LLVMFuzzerRunDriver(&count, &start) { Guided.read($0, $1) }
            }
        }

        private static func keep(_ text: [UInt8], _ path: String) {
            guard let file = fopen(path, "w") else { Fuzz.fail("cannot write \(path)") }
            fwrite(text, 1, text.count, file)
            fclose(file)
        }

        private static func read(_ text: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
            let before = Fuzz.threadSeconds
            let bytes = Array(UnsafeBufferPointer(start: text, count: size))
            if let fault = subject?.fault(in: bytes) { stop(fault) }
            let seconds = Fuzz.threadSeconds - before
            if seconds > Fuzz.mostSeconds { stop("it took \(seconds) s") }
            return 0
        }

        /// So that libFuzzer keeps the text.
        private static func stop(_ fault: String) {
            let line = Array("\(fault)\n".utf8)
            _ = write(2, line, line.count)
            abort()
        }

        /// Changes a text as the plain form does, or lets libFuzzer do it.
        fileprivate static func change(
            _ text: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: UInt32
        ) -> Int {
            var mutation = Mutation(chance: Chance(seed: UInt64(seed)))
            if mutation.chance.percent(30) { return LLVMFuzzerMutate(text, size, most) }
            var bytes = Array(UnsafeBufferPointer(start: text, count: size))
            mutation.change(&bytes, with: others)
            let length = min(bytes.count, most)
            text.update(from: bytes, count: length)
            return length
        }
    }

    @_cdecl("LLVMFuzzerCustomMutator")
    func change(
        _ text: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: UInt32
    ) -> Int {
        Guided.change(text, size, most, seed)
    }
#endif
