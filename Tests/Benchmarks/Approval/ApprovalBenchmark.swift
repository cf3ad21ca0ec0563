import OnusValues

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// approval-3: runs of one automatic step, a decision by one person with a deadline of three
/// working days armed, a decision by another, one automatic step, end. Every answer is durable.
///
/// Beside it, in turns, a C program writes as many bytes in three commits a run.
@main
struct ApprovalBenchmark {
    static func main() async {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            fail(Options.usage)
        }
        do {
            var comparison = try await Comparison(options)
            print(Value.map(try await comparison.measure()).canonicalJSONText)
        } catch {
            fail("approval-benchmark: \(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(2)
    }
}
