import OnusCEL
import OnusModel
import OnusPlugin

// Conditions that the organisation answers.
extension KnownPeople {
    /// Whether a condition holds; nil where only a run knows.
    func truth(of condition: Outline) -> Bool? {
        switch condition {
        case .literal(let value): return value.boolValue
        case .not(let term): return truth(of: term).map { !$0 }
        case .and(let terms):
            let truths = terms.map { truth(of: $0) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .or(let terms):
            let truths = terms.map { truth(of: $0) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .conditional(let condition, let first, let second):
            return truth(of: condition).flatMap { truth(of: $0 ? first : second) }
        case .call(let name, let parts) where parts.count == 2:
            return truth(name, parts[0], parts[1])
        case .path, .call, .has, .optional, .list, .computed, .other: return nil
        }
    }

    private func truth(_ name: String, _ left: Outline, _ right: Outline) -> Bool? {
        guard let left = people(left), left.count == 1, let right = people(right) else {
            return nil
        }
        switch name {
        case "==" where right.count == 1: return left == right
        case "!=" where right.count == 1: return left != right
        case "in": return right.contains(left[0])
        default: return nil
        }
    }
}
