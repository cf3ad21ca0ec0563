/// Why a database cannot serve.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Another process held it longer than we wait.
        case locked
        case readOnly = "read_only"
        case full
        /// Cannot be opened or read: no rights, no folder, an I/O error.
        case unavailable
        case newerVersion = "newer_version"
        case notADatabase = "not_a_database"
        /// A value in it is not what this program wrote.
        case corrupt
        /// The caller broke the contract: a mistake in Onus.
        case malformed
        case closed
    }
    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
