import OnusCEL
import OnusModel
import OnusPlugin

// Conditions that the organisation answers.
extension KnownPeople {
    /// Whether a condition holds; nil where only a run knows.
    func truth(of condition: Outline) -> Bool? {
        condition.truth { part in
            guard case .call(let name, let parts) = part, parts.count == 2 else { return nil }
            return truth(name, parts[0], parts[1])
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
