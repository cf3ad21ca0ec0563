import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

/// Gives the names and expressions of one workflow their meaning: what the plan will hold.
///
/// A function that gives nil has reported why. Flow is the rules' business.
struct Meaning {
    let context: WorkflowContext
    let catalog: Catalog
    var vocabulary: Vocabulary
    /// Where people come from; nil when there is no organisation to find them in.
    let sources: PeopleSources?
    private(set) var diagnostics: [Diagnostic] = []
    /// The words that values can be.
    let words: PathFacts
    /// Every variable that some condition reads.
    let asked: Set<[String]>

    init(_ context: WorkflowContext, catalog: Catalog, vocabulary: Vocabulary) {
        self.context = context
        self.catalog = catalog
        self.vocabulary = vocabulary
        sources = context.surroundings.organization.map { _ in context.sources }
        words = PathFacts(context)
        asked = vocabulary.told.asked
    }

    var workflow: WorkflowSyntax { context.workflow }

    mutating func report(
        _ code: Code, _ message: String, at location: SourceLocation, help: String? = nil,
        suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                code.rawValue, .error, message, at: location, help: help, suggestion: suggestion))
    }
}

/// An expression that was read and has a type.
struct Typed {
    var expression: Expression
    var type: ValueType
}

// Expressions.
extension Meaning {
    /// Reads an expression and checks it where it stands.
    /// - Parameter type: what it must give; nil for anything.
    mutating func typed(
        _ syntax: ExpressionSyntax, _ type: ValueType?, at site: Site,
        extras: [(name: String, type: ValueType)] = []
    ) -> Typed? {
        let expression: Expression
        do throws(CELError) {
            expression = try Expression(parsing: syntax.text)
        } catch {
            report(error, in: syntax.scalar)
            return nil
        }
        let found = check(
            expression, type, in: syntax.scalar,
            vocabulary.environment(for: syntax.text, at: site, extras: extras))
        if found != nil, !extras.contains(where: { $0.name == "event" }) {
            checkHeard(expression, in: syntax.scalar, at: site)
        }
        return found
    }

    /// Words with which `event` is compared in a handler.
    mutating func checkHeard(_ expression: Expression, in scalar: ScalarSyntax, at site: Site) {
        guard let event = vocabulary.event(at: site) else { return }
        checkWords(of: expression, in: scalar, by: PathFacts(event))
    }

    mutating func expression(
        _ syntax: ExpressionSyntax, _ type: ValueType, at site: Site,
        extras: [(name: String, type: ValueType)] = []
    ) -> Expression? {
        typed(syntax, type, at: site, extras: extras)?.expression
    }

    mutating func check(
        _ expression: Expression, _ type: ValueType?, in scalar: ScalarSyntax,
        _ environment: Environment
    ) -> Typed? {
        let checked = environment.check(expression, expecting: type)
        guard checked.diagnostics.isEmpty else {
            report(checked.diagnostics, in: scalar)
            return nil
        }
        for call in checked.calls { check(call: call, in: scalar) }
        checkWords(of: expression, in: scalar)
        return Typed(expression: expression, type: checked.type)
    }

    mutating func report(_ errors: [CELError], in scalar: ScalarSyntax) {
        for error in errors {
            // WHY: a guard of the longer path guards what it begins with.
            let isPrefix = errors.contains { other in
                error.kind == .mayBeAbsent && other.kind == .mayBeAbsent
                    && other.span.start == error.span.start && other.span.end > error.span.end
            }
            if !isPrefix { report(error, in: scalar) }
        }
    }

    /// What is wrong with an expression, at its place in the file.
    mutating func report(_ error: CELError, in scalar: ScalarSyntax) {
        let code: Code =
            switch error.kind {
            case .syntax: .expressionSyntax
            case .unknownName, .unknownField, .unknownFunction: .unknownVariable
            case .type, .value: .expressionType
            case .mayBeAbsent: .unguardedRead
            }
        let advice = advice(on: error, in: scalar.text)
        report(
            code, error.message, at: scalar.location(of: error.span), help: advice ?? error.help,
            suggestion: advice == nil ? error.suggestion : nil)
    }
}

// People.
extension Meaning {
    /// One expression for all whom these give.
    mutating func people(
        _ syntax: PeopleSyntax, at site: Site, extras: [(name: String, type: ValueType)] = []
    ) -> Typed? {
        let found = syntax.expressions.map { person($0, at: site, extras) }
        let people = found.compactMap(\.self)
        guard people.count == found.count, let first = people.first else { return nil }
        guard people.count > 1 else { return first }
        // WHY: what gives one person is a text to the evaluator, and texts are not put together.
        let lists = people.map { person in
            person.type == .person ? "[\(person.expression.text)]" : "(\(person.expression.text))"
        }
        let text = lists.joined(separator: " + ")
        do throws(CELError) {
            return Typed(expression: try Expression(parsing: text), type: .people)
        } catch {
            report(error, in: syntax.expressions[0].scalar)
            return nil
        }
    }

    /// An expression that gives people; its type is `person` when it always gives one.
    private mutating func person(
        _ syntax: ExpressionSyntax, at site: Site, _ extras: [(name: String, type: ValueType)]
    ) -> Typed? {
        guard var people = typed(syntax, .people, at: site, extras: extras) else { return nil }
        let environment = vocabulary.environment(for: syntax.text, at: site, extras: extras)
        people.type = environment.check(people.expression).type
        return people
    }

    /// Each expression by itself.
    mutating func peopleList(
        _ syntax: PeopleSyntax?, at site: Site, extras: [(name: String, type: ValueType)]
    ) -> [Expression] {
        (syntax?.expressions ?? []).compactMap {
            expression($0, .people, at: site, extras: extras)
        }
    }
}

extension ScalarSyntax {
    /// Where a part of the text, counted in Unicode scalars, stands in the file.
    func location(of span: Span) -> SourceLocation {
        location(fromByte: byte(span.start.offset), toByte: byte(span.end.offset))
    }

    /// The bytes of UTF-8 before a scalar of the text.
    private func byte(_ offset: Int) -> Int {
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: offset, limitedBy: scalars.endIndex)
        return text.utf8.distance(from: text.startIndex, to: end ?? text.endIndex)
    }
}
