/// Which steps a text names, so that the types of all the others need not be made.
enum StepNames {
    case some(Set<String>)
    /// `steps` is used in another way than `steps.ID`.
    case unknown

    init(in text: String) {
        var names: Set<String> = []
        var rest = text[...]
        while let range = rest.firstRange(of: "steps") {
            rest = rest[range.upperBound...]
            guard rest.first == "." else {
                self = .unknown
                return
            }
            let name = rest.dropFirst().drop { $0 == "?" }.prefix {
                $0.isLetter || $0.isNumber || $0 == "_"
            }
            names.insert(String(name))
        }
        self = .some(names)
    }

    func contain(_ step: String) -> Bool {
        if case .some(let names) = self { names.contains(step) } else { true }
    }
}
