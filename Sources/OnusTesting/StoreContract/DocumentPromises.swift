import OnusModel
import OnusPlugin
import OnusStore

extension StoreContract {
    static let documents = [
        Promise("a document is found by its digest and by its name") { store in
            let document = plan("fund", "d1", at: 10)
            try await store.save(document)
            try expect(try await store.document("d1"), is: document, "by digest")
            try expect(try await store.current(.plan, named: "fund"), is: document, "by name")
            try expect(try await store.current(.calendar, named: "fund"), is: nil, "other kind")
            try expect(try await store.current(.plan, named: "other"), is: nil, "other name")
            try expect(try await store.document("d2"), is: nil, "other digest")
        },
        Promise("the document that was saved last is the current one") { store in
            let old = plan("fund", "d1", at: 10)
            let new = plan("fund", "d2", at: 5)
            try await store.save(old)
            try await store.save(new)
            try expect(try await store.current(.plan, named: "fund"), is: new, "current")
            try await store.save(plan("fund", "d2", at: 20))
            try expect(try await store.current(.plan, named: "fund"), is: new, "saved again")
            try expect(try await store.documents(.plan), is: [old, new], "both")
        },
        Promise("an older document that is saved again is current again") { store in
            try await store.save(plan("fund", "d1", at: 10))
            try await store.save(plan("hire", "d3", at: 10))
            try await store.save(plan("fund", "d2", at: 20))
            try await store.save(plan("fund", "d1", at: 30))
            let current = try await store.current(.plan, named: "fund")
            try expect(current, is: plan("fund", "d1", at: 30), "current")
            let all = try await store.documents(.plan).map(\.digest)
            try expect(all, is: ["d3", "d2", "d1"], "all")
        },
        Promise("one content under two names is two documents") { store in
            try await store.save(plan("fund", "d1", at: 10))
            try await store.save(plan("copy", "d1", at: 10))
            let copy = Document(
                kind: .source, name: "fund", digest: "d1", body: [0], savedAt: second(10))
            try await store.save(copy)
            try expect(try await store.documents(.plan).map(\.name), is: ["fund", "copy"], "plans")
            try expect(try await store.documents(.source), is: [copy], "sources")
            try expect(try await store.documents(.organization), is: [], "organisations")
        },
        Promise("a setting is what it was set to last") { store in
            try expect(try await store.setting("clock"), is: nil, "before")
            try await store.change(["clock": "real"])
            try await store.change(["clock": "virtual", "empty": ""])
            try expect(try await store.setting("clock"), is: "virtual", "clock")
            try expect(try await store.setting("empty"), is: "", "empty")
        },
    ]

    private static func plan(_ name: String, _ digest: String, at time: Int64) -> Document {
        Document(
            kind: .plan, name: name, digest: digest, body: bytes("plan \(digest)"),
            savedAt: second(time))
    }
}
