/// What every task kind declares, whether a machine or a person does the work.
///
/// A conforming struct lists its parameters as `@Parameter` properties. They are filled from the
/// step's `with:` before the task is used; `init()` only gives the defaults.
public protocol TaskKind: Decodable, Sendable {
    associatedtype Output: TaskOutput = NoOutput

    /// The name authors write after `task:`, such as `fund.reserve`.
    static var name: String { get }

    /// One sentence for `onus plugins` and for editors.
    static var summary: String { get }

    /// The failures a workflow may `catch` by name.
    static var errors: [TaskError] { get }

    init()
}

extension TaskKind {
    public static var summary: String { "" }
    public static var errors: [TaskError] { [] }
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

/// Thrown by an action that fails in a way its kind announced. It is not tried again.
///
/// Any other error that an action throws counts as passing trouble: the step's `retry` applies, and
/// after that it is caught as `any` or becomes an incident.
public struct TaskFailure: Error, Sendable, CustomStringConvertible {
    public let name: String
    public let message: String

    public init(_ name: String, _ message: String) {
        self.name = name
        self.message = message
    }

    public var description: String { "\(name): \(message)" }
}
