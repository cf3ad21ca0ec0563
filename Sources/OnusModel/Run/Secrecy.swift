import OnusPlugin

extension Event {
    /// The event as it may be shown. Of a decision in a secret duty nothing is left but that there
    /// was one; the record itself keeps all of it.
    package var shown: Event {
        guard case .dutyActed(let acted) = body, acted.isSecret == true, acted.act.kind == .decide
        else { return self }
        let act = Act(.decide, by: .secret, at: acted.act.at)
        return Event(
            sequence: sequence, at: at, actor: .person(.secret, onBehalfOf: nil),
            body: .dutyActed(DutyActed(duty: acted.duty, act: act, isSecret: true)))
    }
}

extension Person {
    /// Stands where nobody is told who it was. Nobody can have this name.
    package static let secret = Person("(secret)")
}
