import OnusValues

/// The types that operators take and give. The evaluator works them out itself, except for people.
enum Operators {
    static let overloads: [Overload] = arithmetic + relations + equality + membership

    private static let element = ValueType.parameter("A")
    private static let wholes: [ValueType] = [.int, .uint]

    private static let arithmetic: [Overload] =
        ["+", "-", "*", "/"].flatMap { name in
            [ValueType.int, .uint, .double, .decimal].map { exact(name, [$0, $0], $0) }
                + wholes.flatMap {
                    [
                        exact(name, [.decimal, $0], .decimal),
                        exact(name, [$0, .decimal], .decimal),
                    ]
                }
        } + wholes.map { exact("%", [$0, $0], $0) }
        + [ValueType.int, .double, .decimal, .duration].map { Overload("-", [$0], $0) }
        + [
            Overload("!", [.bool], .bool),
            Overload("+", [.string, .string], .string), Overload("+", [.bytes, .bytes], .bytes),
            Overload("+", [.list(element), .list(element)], .list(element)),
            Overload("+", [.timestamp, .duration], .timestamp),
            Overload("+", [.duration, .timestamp], .timestamp),
            Overload("+", [.duration, .duration], .duration),
            Overload("-", [.timestamp, .timestamp], .duration),
            Overload("-", [.timestamp, .duration], .timestamp),
            Overload("-", [.duration, .duration], .duration),
        ]

    private static func exact(
        _ name: String, _ parameters: [ValueType], _ result: ValueType
    ) -> Overload {
        Overload(
            name, parameters, result, judge: name == "/" || name == "%" ? judgeDivisor : nil)
    }

    /// What is exact has no infinity.
    @Sendable private static func judgeDivisor(
        _ evaluation: inout Evaluation, _ known: [Value?]
    ) throws(CELEvaluationError) {
        switch known.last ?? nil {
        case .int(0)?, .uint(0)?: throw Arithmetic.divisionByZero
        case .decimal(let number)? where number == Decimal(0): throw Arithmetic.divisionByZero
        default: return
        }
    }

    private static let ordered: [ValueType] = [
        .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration,
    ]

    private static let relations: [Overload] = ["<", "<=", ">", ">="].flatMap { name in
        ordered.map { Overload(name, [$0, $0], .bool) } + mixed(name)
    }

    private static let equality: [Overload] = ["==", "!="].flatMap { name in
        [Overload(name, [element, element], .bool)] + mixed(name)
    }

    /// Whole numbers and decimals are compared exactly; a double is never compared with either.
    private static func mixed(_ name: String) -> [Overload] {
        wholes.flatMap {
            [Overload(name, [.decimal, $0], .bool), Overload(name, [$0, .decimal], .bool)]
        }
    }

    private static let membership = [
        Overload("in", [element, .list(element)], .bool),
        Overload("in", [element, .map(element, .parameter("B"))], .bool),
        Overload("in", [.person, .people], .bool),
    ]
}
