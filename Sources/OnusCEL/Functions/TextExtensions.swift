import OnusValues

/// The `strings` extension and `base64`. Places count in Unicode scalars.
enum TextExtensions {
    static let overloads: [Overload] =
        searching + cutting + [
            simple("lowerAscii") {
                mapped($0) { ("A"..."Z").contains($0) ? $0.value + 32 : $0.value }
            },
            simple("upperAscii") {
                mapped($0) { ("a"..."z").contains($0) ? $0.value - 32 : $0.value }
            },
            simple("reverse") { text(Array($0.unicodeScalars).reversed()) },
            simple("trim", trim),
            simple("strings.quote", member: false, quote),
            member("format", [.string, .list(.dyn)], .string) {
                evaluation, arguments throws(CELEvaluationError) in
                try TextFormat.format(arguments, &evaluation)
            },
            Overload("base64.encode", [.bytes], .string, .unary(encode)),
            Overload("base64.decode", [.string], .bytes, .unary(decode)),
        ]

    private static let searching: [Overload] =
        [("indexOf", indexOf), ("lastIndexOf", lastIndexOf)].flatMap { name, body in
            [[ValueType.string, .string], [.string, .string, .int]].map {
                member(name, $0, .int, body)
            }
        }

    private static let cutting: [Overload] = [
        member("charAt", [.string, .int], .string, charAt),
        member("substring", [.string, .int], .string, substring),
        member("substring", [.string, .int, .int], .string, substring),
        member("split", [.string, .string], .list(.string), split),
        member("split", [.string, .string, .int], .list(.string), split),
        member("replace", [.string, .string, .string], .string, replace),
        member("replace", [.string, .string, .string, .int], .string, replace),
        member("join", [.list(.string)], .string, join),
        member("join", [.list(.string), .string], .string, join),
    ]

    private static func member(
        _ name: String, _ parameters: [ValueType], _ result: ValueType,
        _ body: @escaping Overload.General
    ) -> Overload {
        Overload(name, member: true, parameters, result, .general(body))
    }

    private static func simple(
        _ name: String, member: Bool = true, _ body: @escaping @Sendable (String) -> String
    ) -> Overload {
        Overload(
            name, member: member, [.string], .string,
            .unary { evaluation, value throws(CELEvaluationError) in
                guard case .string(let text) = value else {
                    throw CELEvaluationError.noOverload(name, [value])
                }
                try evaluation.read(text)
                try evaluation.allocate(bytes: text.utf8.count)
                return .string(body(text))
            })
    }

    // MARK: Bodies

    static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func mapped(_ source: String, _ map: (Unicode.Scalar) -> UInt32) -> String {
        text(source.unicodeScalars.compactMap { Unicode.Scalar(map($0)) })
    }

    @Sendable private static func trim(_ source: String) -> String {
        let scalars = source.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
            return ""
        }
        return text(scalars[...last])
    }

    @Sendable private static func quote(_ source: String) -> String {
        let escapes: [Unicode.Scalar: String] = [
            "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r",
            "\t": "\\t", "\u{0B}": "\\v", "\\": "\\\\", "\"": "\\\"",
        ]
        var quoted = "\""
        for scalar in source.unicodeScalars {
            if let escape = escapes[scalar] {
                quoted += escape
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    @Sendable private static func encode(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        guard case .bytes(let bytes) = value else {
            throw CELEvaluationError.noOverload("base64.encode", [value])
        }
        try evaluation.allocate(bytes: bytes.count * 4 / 3 + 4)
        return .string(Base64.encode(bytes))
    }

    @Sendable private static func decode(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        guard case .string(let text) = value else {
            throw CELEvaluationError.noOverload("base64.decode", [value])
        }
        try evaluation.allocate(bytes: text.utf8.count)
        guard let bytes = Base64.decode(text) else {
            throw CELEvaluationError("the text is no base64")
        }
        return .bytes(bytes)
    }
}
