import CLibYAML

/// Reads YAML texts into nodes.
///
///     let reading = YAMLReader.read("steps: [a, b]")
///     reading.root?["steps"]?.elements
///
/// `problems` is empty when all is well. A root can stand beside problems: then the tree is whole,
/// and what was refused in it is marked, so that later checks can add their own messages.
package enum YAMLReader {
    package static func read(
        _ text: String, limits: YAMLLimits = .standard, allowing features: YAMLFeatures = []
    ) -> YAMLReading {
        read(Array(text.utf8), limits: limits, allowing: features)
    }

    package static func read(
        _ bytes: [UInt8], limits: YAMLLimits = .standard, allowing features: YAMLFeatures = []
    ) -> YAMLReading {
        guard bytes.count <= limits.bytes else {
            return YAMLReading(refused: .tooLarge(bytes.count, limit: limits.bytes))
        }
        if let problem = TextDamage.foreignEncoding(of: bytes) {
            return YAMLReading(refused: problem)
        }
        // WHY: libyaml aborts the process over a buffer without an address, which an empty one is.
        guard !bytes.isEmpty else {
            return YAMLReading(
                documents: [], problems: features.contains(.documents) ? [] : [.empty])
        }
        let source = SourceText(bytes)
        var text = bytes
        var triesLeft = min(64, 4 + mostRead / bytes.count)
        while true {
            let (reading, lineOfTabs) = read(text, of: source, limits, features)
            guard let lineOfTabs, triesLeft > 0 else { return reading }
            for place in lineOfTabs { text[place] = .space }
            triesLeft -= 1
        }
    }

    /// So many bytes are read again because of lines that hold a tab and nothing else.
    private static let mostRead = 4 << 20

    /// - Parameter text: the bytes of the source, but for blanks.
    private static func read(
        _ text: [UInt8], of source: SourceText, _ limits: YAMLLimits, _ features: YAMLFeatures
    ) -> (YAMLReading, lineOfTabs: Range<Int>?) {
        text.withUnsafeBufferPointer { buffer in
            if let problem = TagDirectives(in: buffer, of: source).problem {
                return (YAMLReading(refused: problem), nil)
            }
            var builder = TreeBuilder(
                source: source, buffer: buffer, limits: limits, features: features)
            builder.build()
            let lineOfTabs = builder.lineOfTabs
            return (builder.finish(), lineOfTabs)
        }
    }

    /// Reads the file at `path`, of which the size is looked at first.
    package static func read(
        file path: String, limits: YAMLLimits = .standard, allowing features: YAMLFeatures = []
    ) throws(SourceFileProblem) -> YAMLReading {
        read(try SourceFile.read(path, limit: limits.bytes), limits: limits, allowing: features)
    }
}

/// What a text may cost at most.
package struct YAMLLimits: Hashable, Sendable {
    package var bytes: Int
    /// Collections inside each other.
    package var depth: Int
    package var nodes: Int
    /// Nodes when every alias counts as what it stands for.
    package var expandedNodes: Int
    /// Problems that are listed.
    package var problems: Int

    package init(
        bytes: Int = 8 << 20, depth: Int = 64, nodes: Int = 1_000_000,
        expandedNodes: Int = 2_000_000, problems: Int = 100
    ) {
        // INVARIANT: offsets and node indices fit into 32 bits.
        self.bytes = min(bytes, 1 << 30)
        self.depth = depth
        self.nodes = min(nodes, 1 << 30)
        self.expandedNodes = expandedNodes
        self.problems = problems
    }

    package static let standard = YAMLLimits()
}

/// Parts of YAML that are refused unless named here.
package struct YAMLFeatures: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Anchors, aliases and `<<`, the last as an ordinary key.
    package static let aliases = YAMLFeatures(rawValue: 1)
    package static let tags = YAMLFeatures(rawValue: 2)
    /// None, one or several documents.
    package static let documents = YAMLFeatures(rawValue: 4)
    /// Empty keys, collections as keys, and keys given twice.
    package static let anyKeys = YAMLFeatures(rawValue: 8)
    /// The invisible separators that YAML 1.1 took for line breaks.
    package static let separators = YAMLFeatures(rawValue: 16)

    package static let all: YAMLFeatures = [.aliases, .tags, .documents, .anyKeys, .separators]
}

/// What came out of reading a text.
package struct YAMLReading: Sendable {
    /// The root of every document; empty when the text could not be read to its end.
    package let documents: [Node]
    /// In the order of the text.
    package let problems: [YAMLProblem]

    /// The root of the only, or the first, document.
    package var root: Node? { documents.first }

    init(documents: [Node], problems: [YAMLProblem]) {
        self.documents = documents
        self.problems = problems
    }

    init(refused problem: YAMLProblem) {
        self.init(documents: [], problems: [problem])
    }
}
