import OnusModel
import OnusSQLite
import OnusStore
import OnusTesting
import Testing

@Suite("store contract")
struct ContractTests {
    @Test("the store in memory keeps its promises", arguments: StoreContract.promises)
    func memory(_ promise: StoreContract.Promise) async throws {
        try await promise.check(MemoryStore())
    }

    @Test("the store in a SQLite file keeps its promises", arguments: StoreContract.promises)
    func file(_ promise: StoreContract.Promise) async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(folder.database)
        try await promise.check(store)
        await store.close()
    }

    @Test("a store that already holds something else is found out")
    func planted() async throws {
        for sentence in ["a run starts once", "of 50 who want the same version, one gets it"] {
            let store = MemoryStore()
            _ = try await store.commit([.first("a")])
            let promise = try #require(
                StoreContract.promises.first { $0.description == sentence })
            await #expect(throws: BrokenPromise.self) { try await promise.check(store) }
        }
    }
}
