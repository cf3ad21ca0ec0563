import OnusValues

/// Instants and lengths of time: their parts, and the range of lengths.
enum Times {
    static let overloads: [Overload] =
        parts.flatMap { name, body in
            [
                Overload(
                    name, member: true, [.timestamp], .int,
                    .unary { _, value throws(CELEvaluationError) in
                        guard case .timestamp(let instant) = value else {
                            return try part(of: value, name)
                        }
                        return body(CivilParts(instant))
                    }),
                Overload(
                    name, member: true, [.timestamp, .string], .int,
                    judge: judgeZone,
                    .binary { evaluation, value, zone throws(CELEvaluationError) in
                        guard case .timestamp(let instant) = value, case .string(let zone) = zone
                        else {
                            throw CELEvaluationError.noOverload(name, [value, zone])
                        }
                        let offset = try offset(of: zone, at: instant, evaluation)
                        guard let moved = instant.adding(.seconds(offset)) else {
                            throw Arithmetic.overflow
                        }
                        return body(CivilParts(moved))
                    }),
            ]
        }
        + ["getHours", "getMinutes", "getSeconds", "getMilliseconds"].map { name in
            Overload(
                name, member: true, [.duration], .int,
                .unary { _, value throws(CELEvaluationError) in try part(of: value, name) })
        }

    private struct CivilParts {
        let date: CivilDate
        let time: TimeOfDay

        init(_ instant: Timestamp) { (date, time) = instant.utc }
    }

    private static let parts: [(String, @Sendable (CivilParts) -> Value)] = [
        ("getFullYear", { .int(Int64($0.date.year)) }),
        ("getMonth", { .int(Int64($0.date.month - 1)) }),
        ("getDate", { .int(Int64($0.date.day)) }),
        ("getDayOfMonth", { .int(Int64($0.date.day - 1)) }),
        ("getDayOfWeek", { .int(Int64(($0.date.weekday.number) % 7)) }),
        ("getDayOfYear", { .int(Int64($0.date.dayOfYear - 1)) }),
        ("getHours", { .int(Int64($0.time.hour)) }),
        ("getMinutes", { .int(Int64($0.time.minute)) }),
        ("getSeconds", { .int(Int64($0.time.second)) }),
        ("getMilliseconds", { .int(Int64($0.time.nanosecond / 1_000_000)) }),
    ]

    /// A length in whole hours, minutes or seconds; of milliseconds only those beyond the seconds.
    private static func part(of value: Value, _ name: String) throws(CELEvaluationError) -> Value {
        guard case .duration(let length) = value else {
            throw CELEvaluationError.noOverload(name, [value])
        }
        let milliseconds = Int64(clamping: length.attoseconds / 1_000_000_000_000_000)
        switch name {
        case "getHours": return .int(milliseconds / 3_600_000)
        case "getMinutes": return .int(milliseconds / 60_000)
        case "getSeconds": return .int(milliseconds / 1000)
        case "getMilliseconds": return .int(milliseconds % 1000)
        default: throw CELEvaluationError.noOverload(name, [value])
        }
    }

    @Sendable private static func judgeZone(
        _ evaluation: inout Evaluation, _ known: [Value?]
    ) throws(CELEvaluationError) {
        guard case .string(let zone)? = known.last ?? nil, evaluation.timeZones != nil else {
            return
        }
        _ = try offset(of: zone, at: .epoch, evaluation)
    }

    /// `UTC`, `+08:00`, `-02:30`, `02:00`, or a name that the caller's zones know.
    private static func offset(
        of zone: String, at instant: Timestamp, _ evaluation: Evaluation
    ) throws(CELEvaluationError) -> Int {
        if zone == "UTC" || zone == "Z" { return 0 }
        let isWest = zone.utf8.first == UInt8(ascii: "-")
        let isSigned = isWest || zone.utf8.first == UInt8(ascii: "+")
        if let time = TimeOfDay(String(isSigned ? zone.dropFirst() : zone[...])) {
            return isWest ? -time.secondOfDay : time.secondOfDay
        }
        guard let offset = evaluation.timeZones?(zone, instant) else {
            throw CELEvaluationError("there is no time zone `\(zone)`")
        }
        return offset
    }
}

/// Lengths fit 64 bits of nanoseconds, some 292 years either way.
extension Times {
    static func checked(_ length: Duration) throws(CELEvaluationError) -> Duration {
        let bound = Int128(Int64.max) * 1_000_000_000
        guard length.attoseconds.magnitude <= bound.magnitude else {
            throw CELEvaluationError("the duration is out of range")
        }
        return length
    }

    static func sum(_ one: Duration, _ other: Duration) throws(CELEvaluationError) -> Duration {
        let (sum, overflow) = one.attoseconds.addingReportingOverflow(other.attoseconds)
        if overflow { throw Arithmetic.overflow }
        return try checked(Duration(attoseconds: sum))
    }

    static func difference(
        _ one: Duration, _ other: Duration
    ) throws(CELEvaluationError) -> Duration {
        let (rest, overflow) = one.attoseconds.subtractingReportingOverflow(other.attoseconds)
        if overflow { throw Arithmetic.overflow }
        return try checked(Duration(attoseconds: rest))
    }

    /// Reads `1h30m`, `-1.5s`, `999ns`: numbers with units, one after the other.
    static func duration(_ text: String) -> Duration? {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        if rest.elementsEqual("0".utf8) { return .zero }
        var total: Int128 = 0
        while !rest.isEmpty {
            guard let part = part(&rest), part < 1 << 110 else { return nil }
            total += part
            guard total < 1 << 110 else { return nil }
        }
        return Duration(attoseconds: isNegative ? -total : total)
    }

    /// One number with its unit, in attoseconds.
    private static func part(_ rest: inout ArraySlice<UInt8>) -> Int128? {
        var number: Int128 = 0
        var digits = 0
        var places = 0
        var isFraction = false
        while let byte = rest.first, (48...57).contains(byte) || byte == UInt8(ascii: ".") {
            rest.removeFirst()
            if byte == UInt8(ascii: ".") {
                if isFraction { return nil }
                isFraction = true
            } else {
                digits += 1
                // WHY: more digits than the number holds would end the program.
                guard digits <= 18 else { return nil }
                number = number * 10 + Int128(byte - 48)
                if isFraction { places += 1 }
            }
        }
        guard digits > 0, let unit = unit(&rest) else { return nil }
        var scale: Int128 = 1
        for _ in 0..<places { scale *= 10 }
        let product = number.multipliedReportingOverflow(by: unit)
        return product.overflow ? nil : product.partialValue / scale
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> Int128? {
        let units: [(String, Int128)] = [
            ("ns", 1_000_000_000), ("us", 1_000_000_000_000), ("µs", 1_000_000_000_000),
            ("ms", 1_000_000_000_000_000), ("s", 1_000_000_000_000_000_000),
            ("m", 60_000_000_000_000_000_000), ("h", 3_600_000_000_000_000_000_000),
        ]
        for (name, length) in units where rest.starts(with: name.utf8) {
            rest.removeFirst(name.utf8.count)
            return length
        }
        return nil
    }
}
