import OnusModel
import OnusPlugin

// The fields that a decision fills in, in the JSON of the command line.
extension [Field] {
    var document: Value { .list(map { .map($0.document) }) }
}

extension Field {
    fileprivate var document: ValueMap {
        var document: ValueMap = [
            "name": .string(name), "type": .string(type.word), "required": .bool(isRequired),
        ]
        if let title { document["title"] = title.value }
        if let choices = limits.choices { document["choices"] = .list(choices) }
        return document
    }
}
