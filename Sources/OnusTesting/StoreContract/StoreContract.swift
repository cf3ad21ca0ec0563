import OnusStore

/// What every store promises, as checks that run against any of them.
///
/// ```swift
/// @Test("a store keeps its promises", arguments: StoreContract.promises)
/// func keeps(_ promise: StoreContract.Promise) async throws {
///     try await promise.check(MemoryStore())
/// }
/// ```
///
/// A check wants an empty store of its own. It throws a `BrokenPromise` that says what was seen.
/// WHY: no test framework here, since what people install contains this module.
package enum StoreContract {
    package static let promises: [Promise] =
        commits + commands + loading + effects + leases + timers + duties + lists + plugins
        + documents + crowds

    package struct Promise: Sendable, CustomStringConvertible {
        /// A sentence.
        package let description: String
        package let check: @Sendable (any Store) async throws -> Void

        init(_ description: String, check: @escaping @Sendable (any Store) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }
}

/// A store did not do what the contract says.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
}

func expect(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
    guard condition else { throw BrokenPromise(description: sentence()) }
}

func expect<Value: Equatable>(
    _ seen: Value, is wanted: Value, _ what: @autoclosure () -> String
) throws {
    try expect(seen == wanted, "\(what()): expected \(wanted), got \(seen)")
}

extension Store {
    /// Commits one batch.
    func commit(_ batch: Batch) async throws -> CommitResult {
        let results = try await commit([batch])
        guard results.count == 1 else {
            throw BrokenPromise(description: "one batch got \(results.count) answers")
        }
        return results[0]
    }

    /// Commits a batch that nothing stands against.
    func keep(_ batch: Batch) async throws {
        try expect(try await commit(batch), is: .committed, "run \(batch.run)")
    }
}
