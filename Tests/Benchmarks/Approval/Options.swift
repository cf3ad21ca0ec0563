/// What the command line says.
struct Options {
    var clients = 1
    var variant = Office.Variant.plain
    /// In each slice; the C program takes its turn between two slices.
    var runs = 400
    var slices = 8
    /// Where the databases are made. A disk, not a memory: what is measured is durable.
    var folder = "."

    static let usage = """
        approval-benchmark [--clients N] [--variant plain|actions] [--runs N] [--slices N]
            [--folder PATH]
        """

    /// Nil when they make no sense.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            let number = Int(value).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
            switch (name, number) {
            case ("--clients", let number?): clients = number
            case ("--runs", let number?): runs = number
            case ("--slices", let number?): slices = number
            case ("--folder", _): folder = value
            case ("--variant", _):
                guard let known = Office.Variant(rawValue: value) else { return nil }
                variant = known
            default: return nil
            }
        }
        runs = max(runs / clients, 1) * clients
    }
}
