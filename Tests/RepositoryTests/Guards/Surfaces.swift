import Foundation
import Testing

// What others see: OnusPlugin stays small and whole, and no module below level 5 shows a type that
// is not ours.

enum Surfaces {
    static let pluginLines = 1000
    static let foreignFrom = 5

    static func pluginViolations(in files: [SourceFile]) -> [Violation] {
        let count = files.map(\.lines.count).reduce(0, +)
        let long = Violation(
            path: "Sources/OnusPlugin", line: nil,
            message: "\(count) lines; an author must be able to read all of it")
        let hidden = files.flatMap { file in
            file.code.enumerated().filter { $0.element.contains(/\bpackage\s+(?!import)\w/) }
                .map {
                    file.violation($0.offset + 1, "what is not for plugins does not belong here")
                }
        }
        return (count < pluginLines ? [] : [long]) + hidden
    }

    static func publicViolations(in file: SourceFile) -> [Violation] {
        guard !file.isPlugin, !House.open.contains(file.module) else { return [] }
        let declaration = /^\s*(?:@\w+\s+)*public\s/
        return file.code.enumerated().filter {
            $0.element.contains("public ") && $0.element.contains(declaration)
        }
        .map { file.violation($0.offset + 1, "nobody outside needs this; `package` is enough") }
    }

    static func foreignViolations(in file: SourceFile) -> [Violation] {
        guard !file.isPlugin, let level = House.level(file.module), level < foreignFrom else {
            return []
        }
        return declarations(in: file).compactMap { line, text in
            House.foreignTypes.first { foreign in
                text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == foreign }
            }
            .map { file.violation(line, "`\($0)` is not ours and may not show in public") }
        }
    }

    /// The public declarations of a file up to the brace that opens their body.
    private static func declarations(in file: SourceFile) -> [(line: Int, text: String)] {
        file.code.enumerated().filter { $0.element.contains("public ") }.map { number, line in
            var text = line
            var next = number + 1
            while !text.contains("{"),
                text.count(where: { $0 == "(" }) > text.count(where: { $0 == ")" }),
                next < file.code.count
            {
                text += file.code[next]
                next += 1
            }
            let end = text.firstIndex(of: "{") ?? text.endIndex
            return (number + 1, String(text[..<end]))
        }
    }
}

@Suite("surfaces")
struct SurfaceTests {
    @Test("OnusPlugin can be read in one sitting and hides nothing")
    func plugin() {
        let files = Repository.sources.filter { $0.module == "OnusPlugin" }
        #expect(Surfaces.pluginViolations(in: files) == [])
    }

    @Test("no module below level 5 shows a type that is not ours")
    func foreign() {
        #expect(Repository.sources.flatMap(Surfaces.foreignViolations) == [])
    }

    @Test("only what people outside use is public")
    func open() {
        #expect(Repository.sources.flatMap(Surfaces.publicViolations) == [])
    }

    @Test("a public declaration in an inner module is stopped, one in an open module passes")
    func plantedPublic() {
        for (module, count) in ["OnusEngine": 1, "OnusPlugin": 0] {
            let file = SourceFile(
                path: "Sources/\(module)/A.swift", text: "@discardableResult public func a() {}")
            #expect(Surfaces.publicViolations(in: file).count == count)
        }
    }

    @Test("a big OnusPlugin and one with inner secrets are stopped")
    func plantedPlugin() {
        func file(_ text: String) -> SourceFile {
            SourceFile(path: "Sources/OnusPlugin/A.swift", text: text)
        }
        let big = file(String(repeating: "let a = 1\n", count: 1000))
        #expect(Surfaces.pluginViolations(in: [big]).count == 1)
        #expect(Surfaces.pluginViolations(in: [file("package func a() {}")]).count == 1)
        #expect(Surfaces.pluginViolations(in: [file("public func package(a: Int) {}")]) == [])
    }

    @Test(
        "a foreign type in a public signature is stopped",
        arguments: [
            ("OnusRuntime", "public init(logger: Logger) {", 1),
            ("OnusRuntime", "public init(\n    a: Int,\n    logger: Logger\n) {", 1),
            ("OnusRuntime", "public init(a: Int) { let b: Logger }", 0),
            ("OnusRuntime", "package init(logger: Logger) {", 0),
            ("OnusCLI", "public init(logger: Logger) {", 0),
        ])
    func plantedForeign(module: String, text: String, count: Int) {
        let file = SourceFile(path: "Sources/\(module)/A.swift", text: text)
        #expect(Surfaces.foreignViolations(in: file).count == count)
    }
}
