import OnusModel

extension [Diagnostic] {
    /// So many of each file, and for how many more there are one that says so.
    func limited(to most: Int) -> [Diagnostic] {
        var counts: [String: Int] = [:]
        var surplus: [String: Int] = [:]
        var last: [String: Diagnostic] = [:]
        var kept: [Diagnostic] = []
        for diagnostic in self {
            let file = diagnostic.location.file
            counts[file, default: 0] += 1
            if counts[file] ?? 0 <= most || diagnostic.code == Code.more.rawValue {
                kept.append(diagnostic)
            } else {
                surplus[file, default: 0] += 1
                last[file] = last[file] ?? diagnostic
            }
        }
        for (file, first) in last.sorted(by: { $0.key < $1.key }) {
            let count = surplus[file] ?? 0
            kept.append(
                Diagnostic(
                    Code.more.rawValue, .error,
                    "and \(count) more \(count == 1 ? "mistake" : "mistakes") in `\(file)`",
                    at: first.location, help: "correct those above and check again"))
        }
        return kept
    }
}
