import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Who may not do what because of what they did, and who must.
extension Decider {
    /// The workflow's `separate:` and `together:` lists that name a step, with everybody who has acted
    /// so far. A list that cannot be told is an error: nobody passes for nobody.
    ///
    /// - Parameter list: the list of steps that it stands in.
    func separation(at step: StepID, in list: Place) throws(Fault) -> Separation {
        var lists: [[Separation.Entry]] = []
        for entries in engine.plan.separate
        where entries.contains(where: { $0.steps.contains(step) }) {
            let item = item(of: entries.lazy.compactMap(\.foreach).first, around: list)
            var found: [Separation.Entry] = []
            for entry in entries where entry.foreach == nil {
                found.append(try separationEntry(entry, within: item))
            }
            lists.append(found)
        }
        if let excluded = state.cause?.excluded, !excluded.isEmpty {
            let caller = "the workflow that called this one"
            lists.append([
                .init(name: step.rawValue, steps: [step], people: []),
                .init(name: caller, steps: [], people: Set(excluded)),
            ])
        }
        return Separation(lists: lists, together: companions(of: step, in: list))
    }

    func knownSeparation(at step: StepID, in list: Place) throws(Refusal) -> Separation {
        do throws(Fault) { return try separation(at: step, in: list) } catch {
            throw Refusal(
                .separation, "who must be kept separate cannot be told: \(error.message)")
        }
    }

    /// What people may do is kept apart like what they owe.
    func checkSeparation(
        of people: [Person], at step: StepID, in list: Place
    ) throws(Refusal) {
        if let conflict = conflict(of: people, at: step, in: list) {
            throw Refusal(.separation, conflict)
        }
    }

    /// Why some of these people may not act in a step; nil when all may.
    func conflict(of people: [Person], at step: StepID, in list: Place) -> String? {
        let kept: Separation
        do throws(Refusal) { kept = try knownSeparation(at: step, in: list) } catch {
            return error.message
        }
        return people.lazy.compactMap { person in
            kept.conflict(of: person, at: step).map { entry in
                "`\(person)` has acted in `\(entry.name)` and may not act in `\(step)`: "
                    + "the workflow keeps them separate"
            }
        }.first
    }

    /// Everybody whom the lists keep from a step.
    func excluded(from step: StepID, in list: Place) throws(Fault) -> [Person] {
        let entries = try separation(at: step, in: list).lists.joined()
        let others = entries.filter { !$0.steps.contains(step) }
        return others.reduce(into: Set<Person>()) { $0.formUnion($1.people) }.sorted()
    }

    /// The steps that the same person does and that somebody has done.
    private func companions(of step: StepID, in list: Place) -> [Separation.Companion] {
        (engine.plan.together ?? []).filter { $0.steps.contains(step) }.flatMap { together in
            let item = item(of: together.foreach, around: list)
            return together.steps.filter { $0 != step }.compactMap { other in
                let people = acted(in: [other], within: item ?? .root).reduce(into: Set<Person>()) {
                    $0.formUnion($1.doers)
                }
                return people.isEmpty ? nil : Separation.Companion(step: other, people: people)
            }
        }
    }

    /// The item of a `foreach` in which a list of steps stands.
    private func item(of foreach: StepID?, around list: Place) -> Place? {
        guard let foreach else { return nil }
        return frames(around: list).first { place, frame in
            frame.item != nil && frame.owner?.step == foreach
        }?.place.withoutPasses
    }

    /// Who did the work of a step; of one that is no duty, who acted in it.
    func doers(of step: StepID) -> Set<Person> {
        guard case .duty = engine.map.step(step)?.verb else { return state.actors[step] ?? [] }
        return acted(in: [step], within: .root).reduce(into: []) { $0.formUnion($1.doers) }
    }

    private func acted(in steps: [StepID], within place: Place) -> [RunState.Acted] {
        (state.acted ?? [:]).filter { $0.key.isWithin(place) && steps.contains($0.key.step) }
            .map(\.value)
    }

    private func separationEntry(
        _ entry: SeparateEntry, within item: Place?
    ) throws(Fault) -> Separation.Entry {
        switch entry {
        case .start:
            return .init(name: "start", steps: [], people: [state.initiator])
        case .steps(let steps):
            let actors: Set<Person> =
                if let item {
                    acted(in: steps, within: item).reduce(into: []) { $0.formUnion($1.all) }
                } else {
                    steps.reduce(into: []) { $0.formUnion(state.actors[$1] ?? []) }
                }
            return .init(
                name: steps.map(\.rawValue).joined(separator: ", "), steps: Set(steps),
                people: actors)
        case .people(let expression):
            let people = try people(expression, in: Scope(frame: .root))
            return .init(name: expression.text, steps: [], people: Set(people))
        case .any(let parts):
            var whole = Separation.Entry(name: "", steps: [], people: [])
            for part in parts {
                let one = try separationEntry(part, within: item)
                whole.name += (whole.name.isEmpty ? "" : ", ") + one.name
                whole.steps.formUnion(one.steps)
                whole.people.formUnion(one.people)
            }
            return whole
        case .eachItem: return .init(name: "", steps: [], people: [])
        }
    }
}

extension SeparateEntry {
    /// The steps that it names.
    var steps: Set<StepID> {
        switch self {
        case .steps(let steps): Set(steps)
        case .any(let parts): parts.reduce(into: []) { $0.formUnion($1.steps) }
        case .start, .people, .eachItem: []
        }
    }

    fileprivate var foreach: StepID? { if case .eachItem(let step) = self { step } else { nil } }
}
