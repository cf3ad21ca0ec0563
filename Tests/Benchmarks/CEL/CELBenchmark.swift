import OnusCEL
import OnusValues

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long compiled conditions take, as the engine compiles them: once, with dynamic data.
///
/// It reads `{"data": …, "conditions": [{"name": …, "text": …}]}` and prints the nanoseconds of each
/// by name, the best of nine slices of processor time.
@main
struct CELBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let seconds = Double(arguments[2]),
            let file = try? contents(of: arguments[1]), let data = file["data"]?.mapValue,
            let conditions = file["conditions"]?.listValue
        else { fail("cel-benchmark CONDITIONS SECONDS") }
        var variables: [String: ValueType] = [:]
        for (name, _) in data { variables[name.stringValue ?? ""] = .dyn }
        let environment = Environment(variables: variables, isStrict: false)
        var figures: ValueMap = [:]
        for condition in conditions {
            guard let name = condition.mapValue?["name"]?.stringValue,
                let text = condition.mapValue?["text"]?.stringValue
            else { fail("a condition has a name and a text") }
            do {
                let program = try environment.compile(Expression(parsing: text))
                figures[name] = .int(Int64(try measure(program, data, seconds / 9)))
            } catch { fail("\(name): \(error)") }
        }
        print(Value.map(figures).canonicalJSONText)
    }

    private static func measure(
        _ program: Program, _ data: ValueMap, _ slice: Double
    ) throws(CELEvaluationError) -> Double {
        var best = Double.infinity
        for _ in 0..<9 {
            let start = threadSeconds
            var (rounds, spent) = (0, 0.0)
            repeat {
                for _ in 0..<200 { _ = try program.evaluate(data) }
                rounds += 200
                spent = threadSeconds - start
            } while spent < slice
            best = min(best, spent / Double(rounds) * 1e9)
        }
        return best
    }

    private static func contents(of path: String) throws -> ValueMap {
        var bytes: [UInt8] = []
        let file = open(path, O_RDONLY)
        guard file >= 0 else { fail("\(path) cannot be read") }
        defer { close(file) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count <= 0 { break }
            bytes += chunk.prefix(count)
        }
        return try JSON.parse(String(decoding: bytes, as: UTF8.self)).mapValue ?? [:]
    }

    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func fail(_ message: String) -> Never {
        let line = Array("cel-benchmark: \(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(2)
    }
}
