import OnusCEL
import OnusModel
import OnusPlugin

/// Who could take which part in the runs of a workflow, held against an organisation.
///
/// Parts that `separate:` keeps apart, of which one run can have both, need different people. Parts
/// that hang together by such lists are a group; each group is looked at by itself, in every
/// situation that makes a difference to it.
struct Staffing {
    let workflow: WorkflowContext
    let organization: Organization
    let sources: PeopleSources
    let situations: Situations
    private(set) var posts: [Post]
    /// Of each post those that it is kept apart from.
    private(set) var apart: [Set<Int>]
    /// Of each post those that the same person has.
    private(set) var partners: [Set<Int>]
    /// Of each post that takes several people those kept apart from it that may be done before.
    private(set) var before: [Set<Int>]
    /// Of each list of `separate:` its posts.
    private var lists: [(posts: Set<Int>, location: SourceLocation)] = []
    /// By the steps that call them: the workflow itself, and those that are called.
    let places: [[Int]: CalledPlace]
    /// Which ways the runs of each can take.
    let flows: [[Int]: StepsOfOneRun]
    private(set) var draws = DrawOrder()
    /// Everybody who is named in the organisation; elsewhere they go by their numbers here.
    private let everybody: [Person]
    private let number: [Person: Int]
    /// Who can take a post, where that hangs on nothing.
    private(set) var always: [Int: [Int]] = [:]

    /// Nil without an organisation.
    init?(_ workflow: WorkflowContext) {
        guard let organization = workflow.surroundings.organization else { return nil }
        self.workflow = workflow
        self.organization = organization
        (sources, situations) = (workflow.sources, workflow.situations)
        everybody = organization.everybody
        number = Dictionary(
            everybody.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let place = CalledPlace(workflow)
        posts = [Post.start(workflow)]
        posts += workflow.tree.entries.flatMap { Post.of($0, in: place) }
        let called = SeparatedCalls(of: place)
        posts += called.posts
        let places = [place] + called.places
        self.places = Dictionary(
            places.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        flows = self.places.mapValues { StepsOfOneRun($0.workflow) }
        apart = Array(repeating: [], count: posts.count)
        partners = apart
        before = apart
        for place in places {
            for list in place.workflow.workflow.separate { add(list, of: place) }
            for list in place.workflow.workflow.together { add(list, of: place) }
        }
        separateVerifiers()
        allocate()
        for post in posts.indices where !apart[post].isEmpty && !posts[post].demand.isSingle {
            before[post] = apart[post].filter { canPrecede($0, post) }
        }
        draws = DrawOrder(self)
        let casting = Casting(self, Situation())
        for post in posts.indices where posts[post].isConstant {
            if let people = casting.people(for: post) { always[post] = people }
        }
    }

    func numbers(_ people: [Person]) -> [Int] { people.compactMap { number[$0] } }

    func persons(_ numbers: [Int]) -> [Person] { numbers.map { everybody[$0] } }

    private mutating func add(_ list: SeparateSyntax, of place: CalledPlace) {
        var entries: [[Int]] = []
        var people: [(outline: Outline, entry: Int)] = []
        for (number, entry) in list.entries.enumerated() {
            var inside: [Int] = []
            for part in entry.parts {
                if part.text == "start" {
                    inside.append(0)
                } else if let step = place.workflow.tree[part.text] {
                    inside += posts(in: step.index, of: place)
                } else {
                    let syntax = PeopleSyntax([part], at: part.location)
                    people.append((place.writtenOut(syntax), number))
                }
            }
            entries.append(inside)
        }
        let item = place.workflow.foreach(of: list)?.index
        note(entries.flatMap(\.self), list.location, of: place)
        for (number, entry) in entries.enumerated() {
            let others = people.filter { $0.entry != number }.map(\.outline)
            for post in entry { posts[post].excluded += others }
            for other in entries.dropFirst(number + 1) { separate(entry, other, within: item) }
        }
    }

    private mutating func add(_ list: TogetherSyntax, of place: CalledPlace) {
        let doers = list.steps.compactMap { place.workflow.tree[$0.value]?.index }
            .flatMap { posts(in: $0, of: place) }.filter { posts[$0].part == .doer }
        note(doers, list.location, of: place)
        for one in doers {
            // What is kept apart as well is told elsewhere.
            for other in doers where other != one && !apart[one].contains(other) {
                if canHaveAll([one, other]) { partners[one].insert(other) }
            }
        }
    }

    /// What a workflow that is called keeps apart is told where it is checked by itself.
    private mutating func note(_ posts: [Int], _ location: SourceLocation, of place: CalledPlace?) {
        if place?.isCalled != true { lists.append((Set(posts), location)) }
    }

    /// The posts of a step of a workflow, with all that lies inside it or that it calls.
    private func posts(in step: Int, of place: CalledPlace) -> [Int] {
        let depth = place.path.count
        return posts.indices.filter { index in
            let path = posts[index].path
            return path.count > depth && path.starts(with: place.path)
                && place.workflow.tree.isInside(path[depth], step)
        }
    }

    /// - Parameter item: the `foreach` of whose items it holds for each by itself.
    private mutating func separate(_ one: [Int], _ other: [Int], within item: Int? = nil) {
        for first in one {
            for second in other where first != second && !apart[first].contains(second) {
                // WHY: which item's person does the one and who the other, only a run knows.
                let isPersonal = item.map { item in
                    (posts[first].foreach == item) != (posts[second].foreach == item)
                }
                guard isPersonal != true, canHaveAll([first, second]) else { continue }
                apart[first].insert(second)
                apart[second].insert(first)
            }
        }
    }

    private mutating func separateVerifiers() {
        for verifier in posts.indices where posts[verifier].part == .verifier {
            apart[verifier].insert(verifier - 1)
            apart[verifier - 1].insert(verifier)
        }
    }

    /// `allocate: {not: STEP}` and `{same_as: STEP}` look at who acted there.
    private mutating func allocate() {
        for post in posts.indices where posts[post].part == .doer {
            guard let allocation = posts[post].duty?.allocation else { continue }
            switch allocation.value {
            case .not(let step):
                let others = doers(of: step).filter { $0 != post && canPrecede($0, post) }
                note([post] + others, allocation.location, of: nil)
                separate([post], others)
            case .sameAs(let step):
                let others = doers(of: step).filter {
                    $0 != post && isOver($0, before: post) && !apart[post].contains($0)
                }
                note([post] + others, allocation.location, of: nil)
                for other in others {
                    partners[post].insert(other)
                    partners[other].insert(post)
                }
            case .all, .first, .roundRobin, .fewestOpen: break
            }
        }
    }

    private func doers(of step: StepID) -> [Int] {
        guard let entry = workflow.tree[step.rawValue] else { return [] }
        return posts.indices.filter { posts[$0].path == [entry.index] && posts[$0].part == .doer }
    }

    /// The posts that hang together.
    var groups: [[Int]] {
        var open = Set(posts.indices)
        return posts.indices.compactMap { first in
            guard open.remove(first) != nil else { return nil }
            var (group, waiting) = ([Int](), [first])
            while let post = waiting.popLast() {
                group.append(post)
                waiting += apart[post].union(partners[post]).sorted().filter {
                    open.remove($0) != nil
                }
            }
            return group.sorted()
        }
    }

    /// Whether a list says something of the posts of a group.
    func isKeptApart(_ group: [Int]) -> Bool {
        group.count > 1 || group.contains { !posts[$0].excluded.isEmpty }
    }

    /// The situations that matter to a group; nil when there are too many to look at.
    ///
    /// - Parameter withStandIns: whether it matters too who stands in and who supervises them.
    func situations(
        of group: [Int], withStandIns: Bool = false, also others: [Outline] = []
    ) -> [Situation]? {
        var outlines = group.flatMap { posts[$0].deciding } + others
        if withStandIns {
            // WHY: where two are left, nobody stands in.
            let short = group.filter { always[$0].map { $0.count <= 2 } ?? true }
            outlines += short.flatMap { posts[$0].backing?.outlines ?? [] }
        }
        let conditions = Set(outlines.flatMap(\.conditions))
        let asked = conditions.reduce(into: Set(outlines.flatMap(\.paths))) {
            $0.formUnion($1.names)
        }
        let guards = group.flatMap { posts[$0].guards }.filter { one in
            conditions.contains(one)
                || one.isSettledAtStart && !one.names.isDisjoint(with: asked)
        }
        return situations.all(for: outlines, guards: guards, ofEach: withStandIns)
    }

    /// Whether one run can come to all of these posts.
    func canHaveAll(_ posts: [Int]) -> Bool {
        var waiting = [([Int](), posts.map { self.posts[$0].path })]
        while let (prefix, paths) = waiting.popLast() {
            let depth = prefix.count
            let steps = paths.map { $0.count > depth ? $0[depth] : nil }
            guard flows[prefix]?.canHaveAll(steps) ?? true else { return false }
            let inside = Dictionary(grouping: paths.filter { $0.count > depth + 1 }) { $0[depth] }
            waiting += inside.map { (prefix + [$0.key], $0.value) }
        }
        return true
    }

    /// Whether what one post does may be over when the other one's duty opens for the first time.
    func canPrecede(_ one: Int, _ other: Int) -> Bool {
        let (path, next) = (posts[one].path, posts[other].path)
        guard !path.isEmpty else { return true }
        let depth = zip(path, next).prefix { $0 == $1 }.count
        guard depth < path.count, depth < next.count else { return posts[other].part == .verifier }
        let prefix = Array(path[..<depth])
        guard let place = places[prefix], let flow = flows[prefix] else { return true }
        return flow.isReached(next[depth], from: path[depth])
            && !place.workflow.flow.certain.hasFinished(next[depth], before: path[depth])
    }

    /// Whether what one post does is surely over when the other one's duty opens.
    func isOver(_ one: Int, before other: Int) -> Bool {
        guard let step = posts[one].step else { return true }
        guard let next = posts[other].step else { return false }
        return workflow.flow.certain.hasFinished(step, before: next)
    }

    /// The first list that keeps two of these posts apart.
    func list(of group: [Int]) -> SourceLocation? {
        lists.filter { $0.posts.intersection(group).count > 1 }.map(\.location)
            .min { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}

extension Organization {
    fileprivate var everybody: [Person] {
        let chiefs = units.flatMap { [$0.head].compactMap(\.self) + $0.deputies }
        let named = roles.sorted { $0.key < $1.key }.flatMap(\.value)
        return People(people.map(\.id) + chiefs + named).members
    }
}
