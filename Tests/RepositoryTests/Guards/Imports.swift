import Foundation
import Testing

// An import never points up, a plugin sees OnusPlugin and its own third parties only, and what is
// not ours stays where `House` says.

enum Imports {
    struct Import: Equatable {
        var module: String
        var line: Int
    }

    /// The imports of one file, in whatever form they are written.
    static func imports(of file: SourceFile) -> [Import] {
        let form =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(?<module>\w+)/
        return file.code.enumerated().compactMap { number, line in
            guard line.contains("import "), let match = line.firstMatch(of: form) else {
                return nil
            }
            return Import(module: String(match.module), line: number + 1)
        }
    }

    static func violations(in file: SourceFile) -> [Violation] {
        imports(of: file).compactMap { item in
            complaint(about: item.module, in: file).map { file.violation(item.line, $0) }
        }
    }

    private static func complaint(about module: String, in file: SourceFile) -> String? {
        if House.ofSwift.contains(module) || module.hasPrefix("Foundation") { return nil }
        if House.ofTheSystem.contains(module) {
            return House.pure.contains(file.module)
                ? "\(file.module) computes and does nothing else; it may not import \(module)" : nil
        }
        if file.isPlugin {
            let isOurs = House.level(module) != nil || module.hasPrefix("Onus")
            return isOurs && module != "OnusPlugin"
                ? "a plugin sees OnusPlugin, not \(module)" : nil
        }
        if let users = House.fromOutside[module] {
            return users.contains(file.module)
                ? nil : "\(module) is for \(users.sorted().joined(separator: ", ")) only"
        }
        return direction(of: module, from: file.module)
    }

    private static func direction(of module: String, from importer: String) -> String? {
        guard let own = House.order.firstIndex(of: importer) else {
            return "\(importer) has no level in House.swift"
        }
        if let other = House.order.firstIndex(of: module) {
            return other < own ? nil : "\(importer) stands below \(module) and may not import it"
        }
        // The executable names the plugins that it is made of.
        return importer == "onus" ? nil : "\(module) is not known to House.swift"
    }
}

/// Who imports Foundation, and whether each has a reason for it.
enum FoundationUsers {
    static func violations(
        in files: [SourceFile], reasons: [String: String] = House.foundation
    ) -> [Violation] {
        var unused = Set(reasons.keys)
        var found: [Violation] = []
        for file in files {
            for item in Imports.imports(of: file) where item.module.hasPrefix("Foundation") {
                unused.remove(file.path)
                if (reasons[file.path] ?? "").isEmpty {
                    found.append(
                        file.violation(item.line, "\(item.module) needs a reason in House.swift"))
                }
            }
        }
        return found
            + unused.sorted().map {
                Violation(path: $0, line: nil, message: "does not import Foundation any more")
            }
    }
}

@Suite("imports")
struct ImportTests {
    @Test("no import points up or leaves its place")
    func house() {
        #expect(Repository.code.flatMap(Imports.violations) == [])
    }

    @Test("nobody imports Foundation without a reason")
    func foundation() {
        #expect(FoundationUsers.violations(in: Repository.code) == [])
    }

    @Test("every module has its level, and Package.swift keeps the order")
    func levels() throws {
        let folders = try Repository.names(in: "Sources").filter { !$0.hasPrefix(".") }
        #expect(Set(folders) == Set(House.order))
        let declared = try Repository.text("Package.swift")
            .matches(of: /(?:module|\.systemLibrary)\(\s*(?:name: )?"(\w+)"(?!, path: "Tests)/)
            .map { String($0.1) }
        let common = declared.filter(House.order.contains)
        #expect(common.map { House.level($0) ?? -1 } == common.compactMap(House.level).sorted())
        #expect(Set(declared) == Set(House.order.dropLast()))
    }

    @Test(
        "a wrong import is stopped",
        arguments: [
            ("Sources/OnusEngine/A.swift", "import OnusRuntime"),
            ("Sources/OnusEngine/A.swift", "public import Dispatch"),
            ("Sources/OnusEngine/A.swift", "import Logging"),
            ("Sources/OnusCEL/A.swift", "@testable import OnusModel"),
            ("Sources/OnusModel/A.swift", "import struct OnusStore.Batch"),
            ("Sources/OnusStore/A.swift", "@_exported import NIOCore"),
            ("Sources/OnusRuntime/A.swift", "import CSQLite"),
            ("Sources/Elsewhere/A.swift", "import OnusValues"),
            ("Plugins/FundTasks/A.swift", "import OnusValues"),
            ("Plugins/FundTasks/A.swift", "import OnusEngine"),
        ])
    func planted(path: String, line: String) {
        let file = SourceFile(path: path, text: "// first\n\(line)\n")
        #expect(Imports.violations(in: file).map(\.line) == [2])
    }

    @Test(
        "a right import passes",
        arguments: [
            ("Sources/OnusEngine/A.swift", "import OnusModel"),
            ("Sources/OnusEngine/A.swift", "let a = \"import OnusRuntime\" // import OnusRuntime"),
            ("Sources/OnusRuntime/A.swift", "import Logging"),
            ("Plugins/FundTasks/A.swift", "import OnusPlugin"),
            ("Plugins/FundTasks/A.swift", "import NIOCore"),
            ("Plugins/ProcessTasks/A.swift", "import Glibc"),
            ("Sources/onus/A.swift", "import FundTasks"),
        ])
    func passing(path: String, line: String) {
        #expect(Imports.violations(in: SourceFile(path: path, text: line)) == [])
    }

    @Test("Foundation without a reason, and a reason without Foundation, are both stopped")
    func plantedFoundation() {
        let path = "Sources/OnusCLI/A.swift"
        let uses = SourceFile(path: path, text: "import FoundationEssentials\n")
        let uselessly = SourceFile(path: path, text: "import OnusModel\n")
        #expect(FoundationUsers.violations(in: [uses], reasons: [:]).count == 1)
        #expect(FoundationUsers.violations(in: [uses], reasons: [path: "file names"]) == [])
        #expect(FoundationUsers.violations(in: [uselessly], reasons: [path: "none"]).count == 1)
    }
}
