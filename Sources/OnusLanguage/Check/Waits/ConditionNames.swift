/// What a condition reads, found by its words alone.
struct ConditionNames {
    /// The variables of the workflow and its blocks.
    private(set) var variables: Set<String> = []
    private(set) var steps: Set<String> = []
    /// Whether nothing else in it can change while a run waits.
    private(set) var areFixed = true

    private static let fixed: Set<String> = [
        "inputs", "initiator", "run", "true", "false", "null", "has", "in", "size", "decimal",
        "string", "int", "double", "bool", "timestamp", "duration", "date", "period",
    ]

    init(_ text: String) {
        let isWord = { (character: Character) in
            character.isLetter || character.isNumber || character == "_"
        }
        let words = Self.withoutTexts(text).split { !isWord($0) && $0 != "." && $0 != "?" }
        for word in words where word.first?.isNumber == false {
            let path = word.split { $0 == "." || $0 == "?" }
            guard let head = path.first else { continue }
            if head == "vars", path.count > 1 {
                variables.insert(String(path[1]))
            } else if head == "steps", path.count > 1 {
                steps.insert(String(path[1]))
            } else if !Self.fixed.contains(String(head)) {
                areFixed = false
            }
        }
    }

    /// What stands in quotes is nobody's name.
    private static func withoutTexts(_ text: String) -> String {
        var quote: Character?
        var isEscaped = false
        var rest = ""
        for character in text {
            if let open = quote {
                if !isEscaped, character == open { quote = nil }
                isEscaped = !isEscaped && character == "\\"
            } else if character == "'" || character == "\"" {
                quote = character
                rest.append(" ")
            } else {
                rest.append(character)
            }
        }
        return rest
    }
}
