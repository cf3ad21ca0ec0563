import OnusCalendar
import OnusValues
import Testing

@Suite("Compiled time zone files")
struct TZifTests {
    /// A file of version 2 with these transitions, offsets and footer.
    private func file(
        transitions: [(instant: Int64, type: UInt8)] = [], offsets: [Int32] = [3600],
        footer: String = "\nCET-1\n", leaps: Int = 0
    ) -> [UInt8] {
        func header(_ counts: [Int]) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
                + counts.flatMap { bytes(Int32($0)) }
        }
        var result = header([0, 0, 0, 0, 1, 0]) + [0, 0, 0, 0, 0, 0]
        result += header([0, 0, leaps, transitions.count, offsets.count, 4])
        result += transitions.flatMap { bytes($0.instant) } + transitions.map(\.type)
        result += offsets.flatMap { bytes($0) + [0, 0] } + Array("CET\0".utf8)
        return result + [UInt8](repeating: 0, count: 12 * leaps) + Array(footer.utf8)
    }

    private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    @Test("a file is read: first the list, then the rule")
    func readsFile() throws {
        let zone = try Zone(
            name: "Test",
            compiled: file(
                transitions: [(0, 1), (1000, 0)], offsets: [3600, 7200], footer: "\n<+03>-3\n"))
        let offsets = try [-1, 0, 999, 1000, 5000].map {
            zone.offset(at: try #require(Timestamp(seconds: $0)))
        }
        #expect(offsets == [3600, 7200, 7200, 10_800, 10_800])
    }

    @Test("without a rule the last offset holds for ever")
    func readsEmptyFooter() throws {
        let zone = try Zone(
            name: "Test",
            compiled: file(transitions: [(0, 1)], offsets: [3600, 7200], footer: "\n\n"))
        #expect(zone.offset(at: .distantFuture) == 7200)
    }

    @Test(
        "a yearly rule is read",
        arguments: [
            // text, an instant in winter, its offset, an instant in summer, its offset
            ("EST5EDT,M3.2.0,M11.1.0", "2040-01-01 00:00", -18_000, "2040-07-01 00:00", -14_400),
            ("CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25 00:59", 3600, "2040-03-25 01:00", 7200),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2040-01-01 00:00", 0, "2040-07-01 00:00", 3600),
            (
                "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2040-03-25 00:59", -10_800, "2040-03-25 01:00",
                -7200
            ),
            ("AAA-2BBB,J60/0,J300/0", "2040-02-29 21:59", 7200, "2040-02-29 22:00", 10_800),
            ("AAA-2BBB,59/0,300/0", "2040-02-28 21:59", 7200, "2040-02-28 22:00", 10_800),
            ("XXX3EDT4,0/0,J365/23", "2040-01-01 00:00", -14_400, "2040-12-31 23:59", -14_400),
            ("AAA-1:30:15", "2040-01-01 00:00", 5415, "2040-07-01 00:00", 5415),
            ("AAA0BBB,M1.1.1/167,M12.5.5/-167", "2040-01-08 22:59", 0, "2040-01-08 23:00", 3600),
        ])
    func readsRules(
        text: String, winter: String, winterOffset: Int, summer: String, summerOffset: Int
    ) throws {
        let zone = try Zone(name: "Test", compiled: file(footer: "\n\(text)\n"))
        #expect(zone.offset(at: try instant(winter, .utc)) == winterOffset)
        #expect(zone.offset(at: try instant(summer, .utc)) == summerOffset)
    }

    @Test(
        "a wrong rule is an error",
        arguments: [
            "C-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5",
            "CET-1CEST,M3.5.0,M10.5.0x", "<CET-1", "CET-25", "CET-1CEST,M3.5.0/168,M10.5.0",
            "CET-99999999999999999999", "日本-9", "CET-1CEST,366,5",
        ])
    func refusesRules(text: String) {
        #expect(throws: CalendarError.self) {
            try Zone(name: "Test", compiled: file(footer: "\n\(text)\n"))
        }
    }

    @Test("a damaged file says what is wrong with it")
    func namesDamage() throws {
        func reason(_ bytes: [UInt8]) throws -> String {
            let error = try #require(throws: CalendarError.self) {
                try Zone(name: "Test", compiled: bytes)
            }
            let start = "the time zone data of `Test` is damaged: "
            try #require(error.message.hasPrefix(start))
            return String(error.message.dropFirst(start.count))
        }
        #expect(try reason([]) == "it ends too early")
        #expect(try reason(Array("#!/bin/sh".utf8)) == "it does not begin with `TZif`")
        #expect(try reason(file(offsets: [])) == "it has no offset")
        #expect(try reason(file(offsets: [100_000])) == "an offset of 100000 seconds is impossible")
        #expect(try reason(file(leaps: 1)) == "it counts leap seconds")
        #expect(try reason(file(footer: "")) == "it ends too early")
        #expect(try reason(file(footer: "x")) == "its footer is missing")
        #expect(try reason(file(footer: "\nCET-1")) == "its footer does not end")
        #expect(
            try reason(file(transitions: [(5, 0), (5, 0)])) == "its transitions are not in order")
        #expect(
            try reason(file(transitions: [(5, 7)]))
                == "a transition names an offset that it does not have")
        #expect(
            try reason(Array("TZif2".utf8) + [UInt8](repeating: 255, count: 39))
                == "it ends too early")
    }

    @Test("transitions at the ends of all numbers do no harm")
    func extremeTransitions() throws {
        let zone = try Zone(
            name: "Test",
            compiled: file(
                transitions: [(.min, 0), (0, 1), (.max, 0)], offsets: [-86_400, 86_400]))
        #expect(zone.offset(at: .distantFuture) == 86_400)
        #expect(try shown(instant("2026-01-01 12:00", zone), zone) == "2026-01-01 12:00:00")
    }

    @Test("a file that is cut off or has a wrong byte anywhere gives an answer or an error")
    func survivesDamage() throws {
        let original = try Files.bytes(ofZone: "Europe/Berlin")
        for length in 0..<original.count {
            #expect(throws: CalendarError.self) {
                try Zone(name: "Test", compiled: Array(original[..<length]))
            }
        }
        var answers = 0
        for index in original.indices {
            for value: UInt8 in [0, 0x7F, 0x80, 0xFF, original[index] ^ 1] {
                var damaged = original
                damaged[index] = value
                guard let zone = try? Zone(name: "Test", compiled: damaged) else { continue }
                answers += 1
                for text in ["0002-01-01 00:00", "2026-07-01 12:00", "9998-07-01 12:00"] {
                    #expect((-93_599...93_599).contains(zone.offset(at: try instant(text, zone))))
                }
            }
        }
        #expect(answers > 0)
    }
}
