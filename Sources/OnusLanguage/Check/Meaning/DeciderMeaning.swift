import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Parameters held against those who decide, as far as the organisation tells who they are.
extension Meaning {
    /// Whether the task finds fault with its parameters for the people of the duty.
    mutating func haveProblems(
        _ bindings: [Binding], with duty: DutySyntax, of task: TaskSyntax, _ kind: RegisteredDuty
    ) -> Bool {
        guard let organization = context.surroundings.organization, let sources,
            let responsible = duty.responsible
        else { return false }
        let given = Given(bindings, kind, sources)
        let known = KnownPeople(organization: organization)
        let outline = sources.writtenOut(responsible)
        let least = (try? kind.bind(literals: given.constants))?.leastPeople
        var told: Set<ParameterProblem> = []
        for truths in everyCase(of: [outline] + given.people.values) {
            guard let named = known.people(outline.settled(truths)),
                let (deciders, others) = duty.allocation.share(of: named)
            else { continue }
            let (literals, unknown) = given.settled(truths, known)
            // That they are too few is told where it says who they are.
            if let least, deciders.count < least { continue }
            let problems = try? kind.problems(
                for: deciders, without: others, literals: literals, unknown: unknown)
            for problem in problems ?? [] where told.insert(problem).inserted {
                report(problem, of: task, for: deciders)
            }
        }
        return !told.isEmpty
    }

    private mutating func report(
        _ problem: ParameterProblem, of task: TaskSyntax, for deciders: [Person]
    ) {
        let value = task.parameters.first { $0.name.value == problem.parameter }?.value
        let names =
            deciders.count <= 12
            ? Spelling.list(deciders.map(\.id)) : "\(deciders.count) people"
        report(
            .badParameter, "parameter `\(problem.parameter)` \(problem.problem)",
            at: value?.location ?? task.name.location,
            help: "here \(names) \(deciders.count == 1 ? "decides" : "decide"): change who is "
                + "responsible, or the parameter")
    }
}

/// The parameters of one duty, as far as its text gives them.
private struct Given {
    var constants: ValueMap = [:]
    var people: [String: Outline] = [:]
    var unknown: Set<String> = []

    init(_ bindings: [Binding], _ kind: RegisteredDuty, _ sources: PeopleSources) {
        for binding in bindings {
            let isPeople = kind.description.parameter(binding.name)?.shape == .value(.people)
            switch binding.value {
            case .constant(let value): constants[binding.name] = value
            case .people(let expressions):
                people[binding.name] = .list(
                    expressions.map {
                        sources.writtenOut($0.outline(knowing: KnownPeople.functions))
                    })
            case .expression(let expression) where isPeople:
                people[binding.name] = sources.writtenOut(
                    expression.outline(knowing: KnownPeople.functions))
            default: unknown.insert(binding.name)
            }
        }
    }

    /// What is known when it is known which conditions hold.
    func settled(
        _ truths: [Outline: Bool], _ known: KnownPeople
    ) -> (literals: ValueMap, unknown: Set<String>) {
        var (literals, unknown) = (constants, unknown)
        for (name, outline) in people {
            if let found = known.people(outline.settled(truths)) {
                literals[name] = .list(found.map { .string($0.id) })
            } else {
                unknown.insert(name)
            }
        }
        return (literals, unknown)
    }
}

extension Located<Allocation>? {
    /// Who of those named gets the duty, and who does not; nil where only a run knows.
    fileprivate func share(of named: [Person]) -> ([Person], others: [Person])? {
        switch self?.value {
        case nil, .all?: (named, [])
        case .first?, .roundRobin?, .fewestOpen?:
            (Array(named.prefix(1)), Array(named.dropFirst()))
        case .sameAs?, .not?: nil
        }
    }
}
