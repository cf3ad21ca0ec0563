/// Expressions that are refused before anything runs, with the words that are wrong and the kind.
enum WrongExpressions {
    static let all: [(text: String, place: String, kind: String)] =
        syntax + names + operators + functions + structure + people + values

    private static let syntax: [(String, String, String)] = [
        ("", "", "syntax"), ("inputs.", "", "syntax"), ("1 +", "", "syntax"),
        ("(inputs.count", "", "syntax"), ("inputs.count)", ")", "syntax"),
        ("'open", "'open", "syntax"), ("inputs.count = 3", "=", "syntax"),
        ("inputs.urgent & true", "&", "syntax"), ("inputs.urgent | true", "|", "syntax"),
        ("inputs.urgent and true", "and", "syntax"), ("3days", "d", "syntax"),
        ("99999999999999999999", "99999999999999999999", "syntax"),
        ("9223372036854775808", "9223372036854775808", "syntax"),
        ("'\\q'", "\\q", "syntax"), ("a ? b", "", "syntax"), ("[1, 2", "", "syntax"),
        ("{'a' 1}", "1", "syntax"), ("inputs.tags.map(1, 2)", "1", "syntax"),
        ("has(inputs)", "inputs", "syntax"), ("for", "for", "syntax"), ("@", "@", "syntax"),
        ("“a”", "“", "syntax"), ("Point{x: 1}", "Point", "syntax"), ("1 2", "2", "syntax"),
        ("inputs..count", ".", "syntax"), ("}", "}", "syntax"),
    ]

    private static let names: [(String, String, String)] = [
        ("input.count", "input", "unknownName"), ("inputs.cuont", "cuont", "unknownField"),
        ("steps.pannel", "pannel", "unknownField"), ("Inputs.count", "Inputs", "unknownName"),
        ("inputs.count.size", "size", "unknownField"), ("now.year", "year", "unknownField"),
        ("experts.name", "name", "unknownField"), ("inputs.tags.length", "length", "unknownField"),
        ("x", "x", "unknownName"), ("leeder", "leeder", "unknownName"),
        ("inputs.tags.exists(t, u == t)", "u", "unknownName"),
        ("inputs.tags.exists(t, true) && t == ''", "t", "unknownName"),
        ("role", "role", "unknownName"), ("inputs['cuont']", "'cuont'", "unknownField"),
        ("has(inputs.cuont)", "cuont", "unknownField"), ("inputs.?cuont", "cuont", "unknownField"),
        ("inputs.?proposal.nam", "nam", "unknownField"),
    ]

    private static let operators: [(String, String, String)] = [
        ("inputs.count + 'a'", "inputs.count + 'a'", "type"),
        ("inputs.amount > 5.5", "inputs.amount > 5.5", "type"),
        ("inputs.amount + inputs.ratio", "inputs.amount + inputs.ratio", "type"),
        ("inputs.amount == '5'", "inputs.amount == '5'", "type"),
        ("inputs.project == 3", "inputs.project == 3", "type"),
        ("inputs.count == 3.0", "inputs.count == 3.0", "type"),
        ("inputs.due > '2026-01-01'", "inputs.due > '2026-01-01'", "type"),
        ("inputs.due + 3", "inputs.due + 3", "type"),
        ("inputs.due + inputs.due", "inputs.due + inputs.due", "type"),
        ("inputs.wait * 2", "inputs.wait * 2", "type"), ("!inputs.count", "inputs.count", "type"),
        ("-inputs.project", "inputs.project", "type"), ("-inputs.due", "inputs.due", "type"),
        ("inputs.count && true", "inputs.count", "type"),
        ("true || inputs.project", "inputs.project", "type"),
        ("inputs.count ? 1 : 2", "inputs.count", "type"),
        ("inputs.urgent ? 1 : 'a'", "'a'", "type"),
        ("inputs.ratio % 2.0", "inputs.ratio % 2.0", "type"),
        ("inputs.tags < inputs.tags", "inputs.tags < inputs.tags", "type"),
        ("null < 1", "null < 1", "type"), ("inputs.count == null", "inputs.count == null", "type"),
        ("3 in inputs.tags", "3 in inputs.tags", "type"),
        ("'a' in inputs.project", "inputs.project", "type"),
        ("'a' in inputs.count", "inputs.count", "type"), ("1u + 1", "1u + 1", "type"),
        ("inputs.tags + 'a'", "inputs.tags + 'a'", "type"),
        ("inputs == steps", "inputs == steps", "type"),
    ]

    private static let functions: [(String, String, String)] = [
        ("sizes(inputs.tags)", "sizes", "unknownFunction"),
        ("inputs.project.startWith('a')", "startWith", "unknownFunction"),
        ("contains(inputs.project, 'a')", "contains", "unknownFunction"),
        ("inputs.project.contains(3)", "3", "type"), ("size(inputs.count)", "inputs.count", "type"),
        ("size()", "size()", "type"), ("size(inputs.tags, 1)", "size(inputs.tags, 1)", "type"),
        ("inputs.count.startsWith('a')", "inputs.count", "type"),
        ("decimal(inputs.ratio)", "inputs.ratio", "type"), ("timestamp(1.5)", "1.5", "type"),
        ("role(3)", "3", "type"), ("rolle('a')", "rolle", "unknownFunction"),
        ("dyn(1)", "dyn", "unknownFunction"), ("math.greatest('a')", "'a'", "type"),
        ("inputs.tags.join(1)", "1", "type"), ("inputs.due.getHours(8)", "8", "type"),
        ("inputs.?note.orElse('')", "orElse", "unknownFunction"),
        ("inputs.?note + 'a'", "inputs.?note + 'a'", "type"),
        ("inputs.?note.orValue(3)", "3", "type"),
        ("inputs.project.orValue('')", "inputs.project", "type"),
        ("period('6 months') + 1", "period('6 months') + 1", "type"),
        ("has(inputs.note, 1)", "inputs.note", "syntax"),
    ]

    private static let structure: [(String, String, String)] = [
        ("[1, 'a']", "'a'", "type"), ("{'a': 1, 'b': 'c'}", "'c'", "type"),
        ("{1.5: 1}", "1.5", "type"), ("{'a': 1, 2: 3}", "2", "type"), ("[]", "[]", "type"),
        ("{}", "{}", "type"), ("inputs.tags['a']", "'a'", "type"),
        ("inputs.scores[1]", "1", "type"),
        ("inputs.count[0]", "inputs.count", "type"),
        ("inputs.count.map(x, x)", "inputs.count", "type"),
        ("inputs.map(x, x)", "inputs", "type"), ("inputs.tags.filter(t, t)", "t", "type"),
        ("inputs.tags.all(t, size(t))", "size(t)", "type"),
        ("inputs.count.optMap(x, x)", "inputs.count", "type"), ("[?1]", "1", "type"),
        ("inputs.tags.all(t, t, true)", "t", "syntax"),
    ]

    private static let people: [(String, String, String)] = [
        ("lead == 'li.wei'", "lead == 'li.wei'", "type"),
        ("'li.wei' in experts", "'li.wei' in experts", "type"),
        ("experts + 'li.wei'", "experts + 'li.wei'", "type"), ("lead.name", "name", "unknownField"),
        ("inputs.urgent ? lead : 'li.wei'", "'li.wei'", "type"),
        ("experts in lead", "experts in lead", "type"),
        ("lead < leader", "lead < leader", "type"), ("experts == 3", "experts == 3", "type"),
        ("[lead, experts]", "experts", "type"), ("lead.startsWith('a')", "lead", "type"),
    ]

    private static let values: [(String, String, String)] = [
        ("decimal('1,5')", "decimal('1,5')", "value"),
        ("timestamp('2026-02-30T00:00:00Z')", "timestamp('2026-02-30T00:00:00Z')", "value"),
        ("duration('3 weeks')", "duration('3 weeks')", "value"), ("1 / 0", "1 / 0", "value"),
        ("9223372036854775807 + 1", "9223372036854775807 + 1", "value"),
        ("int('x')", "int('x')", "value"), ("'a'.matches('(')", "'a'.matches('(')", "value"),
        ("period('6 moons')", "period('6 moons')", "value"),
        ("inputs.amount > decimal('x')", "decimal('x')", "value"),
        ("{'a': 1}.b == inputs.count", "b", "value"), ("[1][3] == 1", "[1][3]", "value"),
        ("{'a': 1}['b']", "{'a': 1}['b']", "value"),
        ("inputs.urgent ? [1, 2][2] : 0", "[1, 2][2]", "value"),
        ("inputs.count / 0 > 3", "inputs.count / 0", "value"),
        ("inputs.amount / decimal('0.00')", "inputs.amount / decimal('0.00')", "value"),
        ("inputs.project.matches('(')", "inputs.project.matches('(')", "value"),
        ("matches(inputs.project, '(')", "matches(inputs.project, '(')", "value"),
        ("[1, 0].map(x, 1 / x)", "1 / x", "value"),
        ("inputs.tags.map(t, t + ['a'][1])", "['a'][1]", "value"),
        ("{'a': 1, 'a': 2}", "'a'", "value"),
        ("cel.bind(x, {'a': 1}, x.b)", "b", "value"),
    ]
}
