/// A part of a chart that is written line by line.
enum ChartPart {
    case line(String)
    /// What stands in a list, so deep inside blocks.
    case list(Int, depth: Int)
}

extension Chart {
    /// The lines of all lists, each where its block has it.
    ///
    /// WHY: a stack of our own, since how deep a workflow is nested is up to its author.
    func lines(
        of parts: (_ list: Int, _ chart: Chart, _ depth: Int) -> [ChartPart]
    ) -> [String] {
        var lines: [String] = []
        var waiting: [ChartPart] = [.list(0, depth: 1)]
        while let part = waiting.popLast() {
            switch part {
            case .line(let line): lines.append(line)
            case .list(let list, let depth): waiting += parts(list, self, depth).reversed()
            }
        }
        return lines
    }
}
