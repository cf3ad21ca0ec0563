import OnusValues

/// The bodies of the `strings` extension that look for places and cut texts.
extension TextExtensions {
    private static func scalars(
        _ function: String, _ arguments: [Value], _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> [Unicode.Scalar] {
        guard case .string(let text)? = arguments.first else {
            throw CELEvaluationError.noOverload(function, arguments)
        }
        return try scalars(text, &evaluation)
    }

    private static func scalars(
        _ text: String, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> [Unicode.Scalar] {
        try evaluation.read(text)
        try evaluation.allocate(bytes: text.utf8.count)
        return Array(text.unicodeScalars)
    }

    private static func string(
        _ function: String, _ arguments: [Value], _ place: Int
    ) throws(CELEvaluationError) -> String {
        guard case .string(let text) = arguments[place] else {
            throw CELEvaluationError.noOverload(function, arguments)
        }
        return text
    }

    /// The number at a place of the arguments; nil when there are not that many.
    private static func number(
        _ function: String, _ arguments: [Value], _ place: Int
    ) throws(CELEvaluationError) -> Int? {
        guard place < arguments.count else { return nil }
        guard case .int(let number) = arguments[place] else {
            throw CELEvaluationError.noOverload(function, arguments)
        }
        return Int(clamping: number)
    }

    private static func outOfRange(_ place: Int) -> CELEvaluationError {
        CELEvaluationError("index out of range: \(place)")
    }

    @Sendable static func charAt(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("charAt", arguments, &evaluation)
        let place = try number("charAt", arguments, 1) ?? 0
        guard (0...text.count).contains(place) else { throw outOfRange(place) }
        return .string(place == text.count ? "" : String(text[place]))
    }

    @Sendable static func indexOf(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("indexOf", arguments, &evaluation)
        let part = Array(try string("indexOf", arguments, 1).unicodeScalars)
        let start = try number("indexOf", arguments, 2) ?? 0
        guard start >= 0 else { throw outOfRange(start) }
        if part.isEmpty { return .int(Int64(start)) }
        guard start <= text.count else { return .int(-1) }
        return .int(Int64(TextSearch.first(part, in: text, from: start) ?? -1))
    }

    @Sendable static func lastIndexOf(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("lastIndexOf", arguments, &evaluation)
        let part = Array(try string("lastIndexOf", arguments, 1).unicodeScalars)
        let limit = try number("lastIndexOf", arguments, 2)
        if let limit {
            guard limit >= 0 else { throw outOfRange(limit) }
            if part.isEmpty { return .int(Int64(limit)) }
            guard limit < text.count else { return .int(-1) }
        }
        let latest = min(limit ?? text.count, text.count - part.count)
        guard latest >= 0 else { return .int(-1) }
        // The last match that begins no later is the first one of both texts read backwards.
        let backwards = Array(text[..<(latest + part.count)].reversed())
        let found = TextSearch.first(Array(part.reversed()), in: backwards, from: 0)
        return .int(found.map { Int64(backwards.count - $0 - part.count) } ?? -1)
    }

    @Sendable static func substring(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("substring", arguments, &evaluation)
        let start = try number("substring", arguments, 1) ?? 0
        let end = try number("substring", arguments, 2) ?? text.count
        guard (0...text.count).contains(start) else { throw outOfRange(start) }
        guard (0...text.count).contains(end) else { throw outOfRange(end) }
        guard start <= end else {
            throw CELEvaluationError("invalid substring range. start: \(start), end: \(end)")
        }
        return .string(self.text(text[start..<end]))
    }

    @Sendable static func split(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("split", arguments, &evaluation)
        let separator = Array(try string("split", arguments, 1).unicodeScalars)
        let limit = try number("split", arguments, 2) ?? -1
        if limit == 0 { return .list([]) }
        var parts: [Value] = []
        var start = 0
        while limit < 0 || parts.count < limit - 1 {
            let next: Int?
            if separator.isEmpty {
                next = start + 1 < text.count ? start + 1 : nil
            } else {
                next = try nextPlace(separator, in: text, from: start, &evaluation)
            }
            guard let next else { break }
            try evaluation.allocate(bytes: 24)
            parts.append(.string(self.text(text[start..<next])))
            start = next + separator.count
        }
        if !separator.isEmpty || start < text.count {
            parts.append(.string(self.text(text[start...])))
        }
        return .list(parts)
    }

    private static func nextPlace(
        _ part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int,
        _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Int? {
        let found = TextSearch.first(part, in: text, from: start)
        try evaluation.spend(steps: ((found ?? text.count) - start + part.count) / 64)
        return found
    }

    @Sendable static func replace(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        let text = try scalars("replace", arguments, &evaluation)
        let old = Array(try string("replace", arguments, 1).unicodeScalars)
        let replacement = try string("replace", arguments, 2)
        var left = try number("replace", arguments, 3) ?? -1
        // WHY: bytes grow at their end alone; scalars of a text move all of it at each step.
        var result: [UInt8] = []
        func take(_ part: ArraySlice<Unicode.Scalar>) {
            for scalar in part { result.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
        }
        var start = 0
        while left != 0, start <= text.count {
            guard let next = try nextPlace(old, in: text, from: start, &evaluation) else { break }
            try evaluation.allocate(bytes: replacement.utf8.count)
            take(text[start..<next])
            result.append(contentsOf: replacement.utf8)
            start = next + old.count
            if old.isEmpty {
                take(text[start...].prefix(1))
                start += 1
            }
            left -= 1
        }
        if start < text.count { take(text[start...]) }
        return .string(String(decoding: result, as: UTF8.self))
    }

    @Sendable static func join(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        guard case .list(let list) = arguments[0] else {
            throw CELEvaluationError.noOverload("join", arguments)
        }
        let separator = arguments.count > 1 ? try string("join", arguments, 1) : ""
        var joined = ""
        for (place, element) in list.enumerated() {
            guard case .string(let text) = element else {
                throw CELEvaluationError.noOverload("join", [element])
            }
            try evaluation.allocate(bytes: text.utf8.count + separator.utf8.count)
            if place > 0 { joined += separator }
            joined += text
        }
        return .string(joined)
    }
}
