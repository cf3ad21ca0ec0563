import OnusModel
import OnusPlugin

/// Where each outcome of a step leads.
///
/// An outcome goes where `then` maps it by name. Else, if it continues by default, it goes where a
/// `then` without outcomes says, or to the next step. Else it goes where `any` says. Else it is not
/// handled: nobody is offered it, and if it can happen all the same, that is a mistake.
package struct Routes: Sendable {
    private let byName: [String: Located<String>]
    private let fallback: Located<String>?
    /// `then` without outcomes.
    private let always: Located<String>?

    package init(_ next: NextSyntax?) {
        guard case .byOutcome(let entries)? = next else {
            byName = [:]
            fallback = nil
            if case .always(let target)? = next { always = target } else { always = nil }
            return
        }
        always = nil
        byName = Dictionary(
            entries.filter { $0.name.value != "any" }.map { ($0.name.value, $0.value) },
            uniquingKeysWith: { first, _ in first })
        fallback = entries.first { $0.name.value == "any" }?.value
    }

    /// Where an outcome leads; nil when it is not handled.
    package func target(of outcome: String, continues: Bool) -> Target? {
        if let named = byName[outcome] { return Target(named.value) }
        if continues { return always.map { Target($0.value) } ?? .continue }
        return fallback.map { Target($0.value) }
    }

    /// Where a step without outcomes leads, and any outcome that nobody foresaw.
    package var otherwise: Target {
        (always ?? fallback).map { Target($0.value) } ?? .continue
    }

    /// The outcomes of a task that people may choose: those that lead somewhere, and choices with
    /// which no duty ends.
    package func offered(of outcomes: [Outcome]) -> [String] {
        outcomes.filter { outcome in
            let leads = target(of: outcome.name, continues: outcome.continues) != nil
            return outcome.isOffered && (leads || !outcome.settles)
        }.map(\.name)
    }

    /// All of it as the plan has it.
    func next(for outcomes: [Outcome]) -> Next {
        var next = Next(otherwise: otherwise)
        for (name, target) in byName { next.byOutcome[name] = Target(target.value) }
        for outcome in outcomes where outcome.settles {
            next.byOutcome[outcome.name] = target(of: outcome.name, continues: outcome.continues)
        }
        return next
    }
}

extension Target {
    /// What an author wrote after `then`.
    package init(_ text: String) {
        switch text {
        case "continue": self = .continue
        case "leave": self = .leave
        default: self = .step(StepID(text))
        }
    }
}
