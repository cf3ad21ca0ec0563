// Reads texts that nobody would write, a million if asked, and shows that none of them crashes,
// hangs or fills the memory:
//
//     fuzz yaml|cel|workflow COUNT [--seed N] [--from INDEX] [--note FILE] [CORPUS…]
//     fuzz KIND show INDEX [--seed N] [CORPUS…]        prints the text with this number
//
// Every text follows from the seed and its number alone. The number stands in the note before the
// text is read, so that whoever starts this knows which one killed it.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Fuzz {
    /// Processor time that one text may take.
    static let mostSeconds = 2.0
    /// Growth of the process over what it had once everything was read that it needs.
    static let mostMegabytes = 64.0

    static func main() {
        guard let options = Options(CommandLine.arguments), let subject = options.subject else {
            fail("fuzz yaml|cel|workflow COUNT [--seed N] [--from INDEX] [--note FILE] [CORPUS…]")
        }
        if let index = options.shown {
            let text = subject.text(index, seed: options.seed)
            _ = text.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            return
        }
        #if GUIDED
            if options.guided != nil { exit(Guided.run(subject, options)) }
        #endif
        run(subject, options)
    }

    private static func run(_ subject: any Subject, _ options: Options) {
        let note = options.note.map { open($0, O_WRONLY | O_CREAT, 0o644) } ?? -1
        // What is made once belongs to the program and not to any text.
        for index in 0..<min(200, options.count) {
            _ = subject.fault(in: subject.text(index, seed: 0))
        }
        let start = peakMegabytes
        var slowest = (seconds: 0.0, index: 0)
        for index in options.from..<(options.from + options.count) {
            var number = Int64(index)
            if note >= 0 { pwrite(note, &number, 8, 0) }
            let text = subject.text(index, seed: options.seed)
            alarm(30)
            let before = threadSeconds
            let fault = subject.fault(in: text)
            let seconds = threadSeconds - before
            if let fault { fail("text \(index): \(fault)") }
            if seconds > slowest.seconds { slowest = (seconds, index) }
            if seconds > mostSeconds { fail("text \(index) took \(seconds) s") }
            if index % 1000 == 0, peakMegabytes - start > mostMegabytes {
                fail("text \(index) or one just before it took \(peakMegabytes - start) MB")
            }
        }
        print(
            "{\"fuzz\":\"\(options.kind)\",\"texts\":\(options.count),\"seed\":\(options.seed),"
                + "\"taken\":\(subject.taken),\"slowest_ms\":\(Int(slowest.seconds * 1000)),"
                + "\"slowest\":\(slowest.index),\"mb_before\":\(Int(start)),"
                + "\"mb_grown\":\(Int(peakMegabytes - start))}")
        if peakMegabytes - start > mostMegabytes { fail("\(peakMegabytes - start) MB in all") }
    }

    static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static var peakMegabytes: Double {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Double(usage.ru_maxrss) / 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / (1024 * 1024)
        #endif
    }

    static func fail(_ message: String) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(1)
    }
}

/// Something that reads texts.
protocol Subject {
    /// How many texts were right.
    var taken: Int { get }
    func text(_ index: Int, seed: UInt64) -> [UInt8]
    /// What is wrong with what it made of a text; nil when all is well.
    func fault(in text: [UInt8]) -> String?
}

/// What the command line asks for.
struct Options {
    var kind = ""
    var count = 0
    var seed: UInt64 = 2026
    var from = 0
    var shown: Int?
    var note: String?
    var corpus: [String] = []
    /// The folder that libFuzzer writes to, and what else it is told.
    var guided: [String]?

    init?(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        guard let kind = rest.popFirst(), let what = rest.popFirst() else { return nil }
        self.kind = kind
        if what == "show" {
            guard let index = rest.popFirst().flatMap({ Int($0) }) else { return nil }
            shown = index
        } else if what == "guided" {
            guided = Array(rest)
            corpus = rest.dropFirst().filter { !$0.hasPrefix("-") }
            return
        } else {
            guard let count = Int(what), count > 0 else { return nil }
            self.count = count
        }
        while let word = rest.popFirst() {
            switch word {
            case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? seed
            case "--from": from = rest.popFirst().flatMap { Int($0) } ?? from
            case "--note": note = rest.popFirst()
            default: corpus.append(word)
            }
        }
    }

    var subject: (any Subject)? {
        let texts = Corpus.texts(at: corpus)
        return switch kind {
        case "yaml": YAMLSubject(texts)
        case "cel": CELSubject()
        case "workflow": WorkflowSubject(texts)
        default: nil
        }
    }
}
