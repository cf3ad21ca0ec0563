import OnusCalendar
import OnusValues
import Testing

@Suite("Time zones")
struct ZoneTests {
    @Test(
        "a wall time becomes an instant: the first in an overlap, the next valid one in a gap",
        arguments: [
            ("Europe/Berlin", "2026-01-15 12:00", "2026-01-15 11:00:00"),
            ("Europe/Berlin", "2026-07-15 12:00", "2026-07-15 10:00:00"),
            ("Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29 00:59:59"),
            ("Europe/Berlin", "2026-03-29 02:00", "2026-03-29 01:00:00"),
            ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00:00"),
            ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00:00"),
            ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30:00"),
            ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00:00"),
            ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00:00"),
            ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30:00"),
            ("America/New_York", "2026-11-01 02:00", "2026-11-01 07:00:00"),
            ("Asia/Shanghai", "1986-05-04 02:30", "1986-05-03 18:00:00"),
            ("Asia/Shanghai", "1986-07-01 12:00", "1986-07-01 03:00:00"),
            ("Asia/Shanghai", "1991-09-15 01:30", "1991-09-14 16:30:00"),
            ("Asia/Shanghai", "1992-07-01 12:00", "1992-07-01 04:00:00"),
            ("Asia/Shanghai", "2026-10-01 00:00", "2026-09-30 16:00:00"),
            // A day that did not exist: Samoa went over the date line.
            ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00:00"),
            // Beyond the table, by the rule in the footer.
            ("Europe/Berlin", "2040-03-25 02:30", "2040-03-25 01:00:00"),
            ("Europe/Berlin", "2040-10-28 02:30", "2040-10-28 00:30:00"),
            ("Europe/Berlin", "9000-07-01 12:00", "9000-07-01 10:00:00"),
            ("America/New_York", "2040-03-11 02:30", "2040-03-11 07:00:00"),
            ("Asia/Shanghai", "2040-07-01 12:00", "2040-07-01 04:00:00"),
            // Summer in the south goes over the new year; Dublin's winter is the exception.
            ("Australia/Sydney", "2040-01-01 12:00", "2040-01-01 01:00:00"),
            ("Australia/Sydney", "2040-07-01 12:00", "2040-07-01 02:00:00"),
            ("Europe/Dublin", "2040-01-01 12:00", "2040-01-01 12:00:00"),
            ("Europe/Dublin", "2040-07-01 12:00", "2040-07-01 11:00:00"),
            ("America/St_Johns", "2026-01-01 12:00", "2026-01-01 15:30:00"),
            ("UTC", "2026-01-01 12:00", "2026-01-01 12:00:00"),
            ("+08:00", "2026-01-01 12:00", "2026-01-01 04:00:00"),
            ("-0330", "2026-01-01 12:00", "2026-01-01 15:30:00"),
            ("UTC+5", "2026-01-01 12:00", "2026-01-01 07:00:00"),
        ])
    func wallToInstant(name: String, wall: String, expected: String) throws {
        let zone = try Zone.named(name)
        #expect(try shown(instant(wall, zone), .utc) == expected)
    }

    @Test(
        "an instant becomes what the wall shows",
        arguments: [
            ("Europe/Berlin", "2026-03-29 00:59:59", "2026-03-29 01:59:59"),
            ("Europe/Berlin", "2026-03-29 01:00", "2026-03-29 03:00:00"),
            ("Europe/Berlin", "2026-10-25 00:30", "2026-10-25 02:30:00"),
            ("Europe/Berlin", "2026-10-25 01:30", "2026-10-25 02:30:00"),
            ("Asia/Shanghai", "1900-12-31 12:00", "1900-12-31 20:05:43"),
            ("Asia/Shanghai", "1988-08-01 00:00", "1988-08-01 09:00:00"),
            ("Asia/Shanghai", "2040-08-01 00:00", "2040-08-01 08:00:00"),
            ("Asia/Kathmandu", "2026-08-01 00:00", "2026-08-01 05:45:00"),
        ])
    func instantToWall(name: String, utc: String, expected: String) throws {
        #expect(try shown(instant(utc, .utc), Zone.named(name)) == expected)
    }

    @Test(
        "every hour of many years goes to the wall and back, in order",
        arguments: ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"])
    func roundTrip(name: String) throws {
        let zone = try Zone.named(name)
        var last = Timestamp.epoch
        let start = try instant("1985-01-01 00:00", .utc).seconds
        for step in 0..<40_000 {
            let instant = try #require(Timestamp(seconds: start + Int64(step) * 55_555))
            let back = try zone.instant(of: zone.local(at: instant))
            // Only the second pass of an overlap comes back as the first.
            #expect(back == instant || (back < instant && instant.seconds - back.seconds <= 7200))
            #expect(back >= last)
            last = back
        }
    }

    @Test(
        "a name that leads elsewhere is refused",
        arguments: [
            "../etc/passwd", "/etc/passwd", "Europe/../../etc/passwd", "Europe//Berlin", "", ".",
            "Europe/Berlin\0", "Europe/Ber lin", "a/b/c/d/e", "tzdata.zi", "Europe/", "zone.tab",
            String(repeating: "A", count: 200),
        ])
    func refusesPaths(name: String) throws {
        let error = try #require(throws: CalendarError.self) { try Zone.named(name) }
        #expect(error.message.hasSuffix("is not the name of a time zone"))
    }

    @Test(
        "an unknown zone comes with the one that was meant",
        arguments: [
            ("Asia/Shanghia", "Asia/Shanghai"), ("Europ/Berlin", "Europe/Berlin"),
            ("asia/shanghai", "Asia/Shanghai"), ("Europe", nil), ("Asia/Atlantis", nil),
            ("UTC+99", nil), ("+25:00", nil), ("+8:0", nil),
        ])
    func suggestsZones(name: String, suggestion: String?) throws {
        let error = try #require(throws: CalendarError.self) { try Zone.named(name) }
        #expect(error.suggestion == suggestion)
    }

    @Test("a machine without time zones says which package to install")
    func saysWhatToInstall() throws {
        let nowhere = ZoneDirectory(path: "/nonexistent/zoneinfo")
        let error = try #require(throws: CalendarError.self) {
            try Zone.named("Asia/Shanghai", in: nowhere)
        }
        #expect(
            error.message
                == "the time zone `Asia/Shanghai` cannot be read, since `/nonexistent/zoneinfo` "
                + "holds no time zones")
        #expect(try #require(error.help).contains("install the package `tzdata`"))
        #expect(try Zone.named("UTC", in: nowhere) == .utc)
        #expect(try Zone.named("+08:00", in: nowhere).offset(at: .epoch) == 28_800)
    }

    @Test("a damaged file is told from one that is no time zone at all")
    func damagedFolder() throws {
        let path = try Files.makeDamagedZones()
        defer { Files.remove(path) }
        func message(_ name: String) throws -> String {
            let error = try #require(throws: CalendarError.self) {
                try Zone.named(name, in: ZoneDirectory(path: path))
            }
            return error.message
        }
        #expect(
            try message("Etc/Bad")
                == "the time zone file `\(path)/Etc/Bad` is damaged: it ends too early")
        #expect(try message("Etc/Large") == "the time zone `Etc/Large` is unknown")
        #expect(try message("Etc/None") == "the time zone `Etc/None` is unknown")
        #expect(try message("Etc") == "the time zone `Etc` is unknown")
    }

    @Test("the ends of time are errors, never traps")
    func endsOfTime() throws {
        let shanghai = try Zone.named("Asia/Shanghai")
        #expect(throws: CalendarError.self) { try shanghai.local(at: .distantFuture) }
        #expect(throws: CalendarError.self) { try instant("0001-01-01 00:00", shanghai) }
        let first = try #require(Timestamp(seconds: -62_135_596_800))
        #expect(try shown(first, shanghai) == "0001-01-01 08:05:43")
        #expect(throws: CalendarError.self) { try Zone.named("America/New_York").local(at: first) }
    }
}
