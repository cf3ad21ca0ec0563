/// What every task kind declares, whether a machine or a person does the work.
///
/// A conforming struct lists its parameters as `@Parameter` properties and has no other stored
/// ones. They are filled from the step's `with:` before the task is used; `init()` only gives the
/// defaults. Conform to `ActionTask` or `DutyTask`, not to this alone.
public protocol TaskKind: Decodable, Sendable {
    associatedtype Output: TaskOutput = NoOutput

    /// The name authors write after `task:`, such as `fund.reserve`.
    static var name: String { get }

    /// One sentence for `onus plugins` and for editors.
    static var summary: String { get }

    /// The failures a workflow may `catch` by name.
    static var errors: [TaskError] { get }

    /// What is wrong with the parameters beyond their types, such as an empty list.
    ///
    /// Asked when a workflow is checked, with the parameters that it gives as literals, and again
    /// when all are known. While one still hangs on an expression, it has a stand-in, and problems
    /// that name it are not heard.
    func problems() -> [ParameterProblem]

    /// What is wrong with the parameters under the plugin's settings, such as a name that these do
    /// not list.
    ///
    /// Asked when a workflow is checked, of literals only. An action that is performed finds its
    /// settings in its context and has to look for itself.
    func problems(under settings: Settings) -> [ParameterProblem]

    init()
}

extension TaskKind {
    public static var summary: String { "" }
    public static var errors: [TaskError] { [] }
    public func problems() -> [ParameterProblem] { [] }
    public func problems(under settings: Settings) -> [ParameterProblem] { [] }
}

/// Something wrong with a parameter that its type cannot tell.
public struct ParameterProblem: Sendable, Hashable, CustomStringConvertible {
    /// As authors write it.
    public let parameter: String
    /// Lower case and no full stop: `names nobody`.
    public let problem: String
    /// What could stand there, so that the author of something similar is asked whether that was
    /// meant; empty when it cannot be listed.
    public let known: [String]

    public init(_ parameter: String, _ problem: String, known: [String] = []) {
        self.parameter = parameter
        self.problem = problem
        self.known = known
    }

    public var description: String { "`\(parameter)` \(problem)" }
}

/// What a task gives to the steps after it: a struct whose properties become
/// `steps.ID.property_name`.
///
/// Use the types that parameters use, and optionals for what may be missing.
public protocol TaskOutput: Codable, Sendable {}

/// The output of a task that gives nothing but its outcome.
public struct NoOutput: TaskOutput {
    public init() {}
}

/// A failure that a task kind announces, so that authors can `catch` it and the checker knows it.
public struct TaskError: Sendable, Hashable {
    public let name: String
    public let summary: String

    public init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}

/// Thrown by an action that fails in a way its kind announced.
///
/// Any other error that an action throws counts as passing trouble: the step's `retry` applies, and
/// after that it is caught as `any` or becomes an incident.
public struct TaskFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// One of the kind's `errors`.
    public let name: String
    public let message: String
    /// Whether trying again may help; then the step's `retry` comes before its `catch`.
    public let mayPass: Bool

    public init(_ name: String, _ message: String, mayPass: Bool = false) {
        self.name = name
        self.message = message
        self.mayPass = mayPass
    }

    public var description: String { "\(name): \(message)" }
}
