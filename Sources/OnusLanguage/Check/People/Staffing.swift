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
    /// Of each list of `separate:` its posts.
    private var lists: [(posts: Set<Int>, location: SourceLocation)] = []
    private let together: StepsOfOneRun
    /// The same of workflows that are called, by their names.
    private let abroad: [String: StepsOfOneRun]
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
        let sources = PeopleSources(workflow.workflow)
        self.sources = sources
        situations = Situations(workflow, sources)
        together = StepsOfOneRun(workflow)
        everybody = organization.everybody
        number = Dictionary(
            everybody.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        posts = [Post.start(workflow)]
        posts += workflow.tree.entries.flatMap { Post.of($0, workflow, sources) }
        posts += workflow.separatedCalls.flatMap { Post.called(by: $0, workflow) }
        abroad = workflow.flows(of: posts.compactMap(\.called?.workflow))
        apart = Array(repeating: [], count: posts.count)
        partners = apart
        for list in workflow.workflow.separate { add(list) }
        for list in workflow.workflow.together { add(list) }
        separateVerifiers()
        let casting = Casting(self, Situation())
        for post in posts.indices where posts[post].isConstant {
            if let people = casting.people(for: post) { always[post] = people }
        }
    }

    func numbers(_ people: [Person]) -> [Int] { people.compactMap { number[$0] } }

    func persons(_ numbers: [Int]) -> [Person] { numbers.map { everybody[$0] } }

    private mutating func add(_ list: SeparateSyntax) {
        var entries: [[Int]] = []
        var people: [Outline] = []
        for entry in list.entries {
            var inside: [Int] = []
            for part in entry.parts {
                if part.text == "start" {
                    inside.append(0)
                } else if let step = workflow.tree[part.text] {
                    inside += posts.indices.filter { index in
                        posts[index].step.map { workflow.tree.isInside($0, step.index) } ?? false
                    }
                } else {
                    people.append(sources.writtenOut(PeopleSyntax([part], at: part.location)))
                }
            }
            if !inside.isEmpty { entries.append(inside) }
        }
        lists.append((Set(entries.flatMap(\.self)), list.location))
        for (number, entry) in entries.enumerated() {
            for post in entry { posts[post].excluded += people }
            for other in entries.dropFirst(number + 1) { separate(entry, other) }
        }
    }

    private mutating func add(_ list: TogetherSyntax) {
        let steps = Set(list.steps.compactMap { workflow.tree[$0.value]?.index })
        let doers = posts.indices.filter { index in
            posts[index].part == .doer && posts[index].step.map(steps.contains) ?? false
        }
        lists.append((Set(doers), list.location))
        for one in doers {
            // What is kept apart as well is told elsewhere.
            for other in doers where other != one && !apart[one].contains(other) {
                guard together.canHaveAll([posts[one].step, posts[other].step]) else { continue }
                partners[one].insert(other)
            }
        }
    }

    private mutating func separate(_ one: [Int], _ other: [Int]) {
        for first in one {
            for second in other where first != second && !apart[first].contains(second) {
                guard together.canHaveAll([posts[first].step, posts[second].step]) else { continue }
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

    /// The situations that matter to a group; nil when there are too many to look at.
    func situations(of group: [Int]) -> [Situation]? {
        let outlines = group.flatMap { [posts[$0].outline] + posts[$0].excluded }
        let asked = Set(outlines.flatMap(\.conditions))
        let guards = group.flatMap { posts[$0].guards }.filter { asked.contains($0) }
        return situations.all(for: outlines, guards: guards)
    }

    /// Whether one run can come to all of these posts.
    func canHaveAll(_ posts: [Int]) -> Bool {
        guard together.canHaveAll(posts.map { self.posts[$0].step }) else { return false }
        let called = Dictionary(
            grouping: posts.map { self.posts[$0] }.filter { $0.called != nil }, by: \.step)
        return called.values.allSatisfy { inside in
            let name = inside.first?.called?.workflow ?? ""
            return abroad[name]?.canHaveAll(inside.map { $0.called?.step }) ?? true
        }
    }

    /// The first list that keeps two of these posts apart.
    func list(of group: [Int]) -> SourceLocation? {
        lists.filter { $0.posts.intersection(group).count > 1 }.map(\.location)
            .min { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}

extension WorkflowContext {
    /// The calls that `separate:` names, or that lie in blocks that it names.
    fileprivate var separatedCalls: [StepTree.Entry] {
        let parts = workflow.separate.flatMap(\.entries).flatMap(\.parts)
        let named = parts.compactMap { tree[$0.text]?.index }
        return tree.entries.filter { entry in
            guard case .call = entry.syntax.verb else { return false }
            return named.contains { tree.isInside(entry.index, $0) }
        }
    }

    /// Where the runs of other workflows can go.
    fileprivate func flows(of names: [String]) -> [String: StepsOfOneRun] {
        var flows: [String: StepsOfOneRun] = [:]
        for name in Set(names) {
            guard let other = surroundings.workflows[name] else { continue }
            let tree = StepTree(other)
            flows[name] = StepsOfOneRun(
                WorkflowContext(
                    workflow: other, tree: tree, tasks: tree.entries.map { _ in nil },
                    duties: tree.entries.map { _ in nil }, surroundings: surroundings))
        }
        return flows
    }
}

extension Organization {
    fileprivate var everybody: [Person] {
        let chiefs = units.flatMap { [$0.head].compactMap(\.self) + $0.deputies }
        let named = roles.sorted { $0.key < $1.key }.flatMap(\.value)
        return People(people.map(\.id) + chiefs + named).members
    }
}
