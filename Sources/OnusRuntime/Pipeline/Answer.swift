import OnusModel
import OnusPlugin
import OnusStore

/// What a command was answered. The same command gets the same answer for ever.
package enum Answer: Sendable, Hashable {
    /// Carried out; the version is the run's last event then.
    case recorded(version: Int)
    case refused(Refusal)
}

extension Answer {
    /// As it is kept with the command.
    var stored: [UInt8] {
        let value: Value =
            switch self {
            case .recorded(let version): ["recorded": .int(Int64(version))]
            case .refused(let refusal):
                ["refused": .string(refusal.code.rawValue), "message": .string(refusal.message)]
            }
        return value.canonicalJSON
    }

    init?(stored: [UInt8]) {
        guard let value = try? Value(canonicalJSON: stored), let map = value.mapValue else {
            return nil
        }
        if let version = map["recorded"]?.intValue {
            self = .recorded(version: Int(version))
        } else if let code = map["refused"]?.stringValue.flatMap(Refusal.Code.init) {
            self = .refused(Refusal(code, map["message"]?.stringValue ?? ""))
        } else {
            return nil
        }
    }
}

/// Why the runtime could not do what it was asked.
package struct RuntimeError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unknownRun = "unknown_run"
        case unknownWorkflow = "unknown_workflow"
        /// Nothing was deployed that says who is who, or which days count.
        case noOrganization = "no_organization"
        /// Something in force cannot go on with what is deployed.
        case misfit
        /// Another command came first again and again.
        case contended
        /// What is stored cannot be read by this program.
        case unreadable
        case store
    }
    package var code: Code
    package var message: String
    package var underlying: StoreError?

    package init(_ code: Code, _ message: String, underlying: StoreError? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package init(_ error: StoreError) {
        self.init(.store, error.message, underlying: error)
    }

    package var description: String { message }
}
