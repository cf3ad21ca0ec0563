import CYAMLLoop
import OnusYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads one made-up workflow file, with libyaml alone or into nodes.
///
/// Meant to run under callgrind, which counts instructions: `--none` only makes the text, so that
/// its cost can be taken from the others.
@main
struct YAMLBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        let size = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 1_000_000
        let text = WorkflowText(bytes: size).bytes
        switch arguments.count > 1 ? arguments[1] : "" {
        case "--none": print("\(text.count) bytes")
        case "--c": print("\(events(in: text)) events")
        case "--swift": print("\(root(of: text).nodeCount) nodes")
        case "--walk":
            var walk = Walk()
            walk.visit(root(of: text))
            print("\(walk.texts) bytes of text up to line \(walk.lastLine)")
        default: fail("yaml-benchmark --none | --c | --swift | --walk [BYTES]")
        }
    }

    private static func events(in text: [UInt8]) -> Int {
        let count = text.withUnsafeBufferPointer { onus_yaml_events($0.baseAddress, $0.count) }
        if count < 0 { fail("libyaml refuses the text") }
        return count
    }

    private static func root(of text: [UInt8]) -> Node {
        let reading = YAMLReader.read(text)
        guard let root = reading.root else {
            fail("the text is refused: \(reading.problems.first.map { "\($0)" } ?? "")")
        }
        return root
    }

    private static func fail(_ message: String) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = write(2, line, line.count)
        exit(2)
    }
}

/// Asks every node for its text and its place, as a reader of the tree does at most.
private struct Walk {
    var texts = 0
    var lastLine = 0

    mutating func visit(_ node: Node) {
        lastLine = max(lastLine, node.span.end.line)
        switch node.kind {
        case .scalar(let text, _): texts += text.utf8.count
        case .sequence(let elements):
            for element in elements { visit(element) }
        case .mapping(let entries):
            for entry in entries {
                visit(entry.key)
                visit(entry.value)
            }
        case .alias: break
        }
    }
}
