/// Two paths side by side, what they share on the same lines.
package struct PathComparison: Sendable, Hashable {
    /// A line; nil where one of the two has no step there.
    package struct Row: Sendable, Hashable {
        package var expected: String?
        package var got: String?

        package init(expected: String?, got: String?) {
            (self.expected, self.got) = (expected, got)
        }

        package var isSame: Bool { expected == got }
    }

    package let expected: [String]
    package let got: [String]

    package init(expected: [String], got: [String]) {
        (self.expected, self.got) = (expected, got)
    }

    /// WHY a limit: what two paths share is found in a table of all their pairs.
    private static let mostPairs = 1_000_000

    package var rows: [Row] {
        let same = zip(expected, got).prefix { $0 == $1 }.count
        let head = expected[..<same].map { Row(expected: $0, got: $0) }
        let (left, right) = (Array(expected[same...]), Array(got[same...]))
        guard left.count * right.count <= Self.mostPairs else {
            return head + left.map { Row(expected: $0, got: nil) }
                + right.map { Row(expected: nil, got: $0) }
        }
        return head + Self.rows(left, right)
    }

    private static func rows(_ left: [String], _ right: [String]) -> [Row] {
        let width = right.count + 1
        // How much is shared from two places on.
        var shared = Array(repeating: 0, count: (left.count + 1) * width)
        for one in left.indices.reversed() {
            for other in right.indices.reversed() {
                shared[one * width + other] =
                    left[one] == right[other]
                    ? shared[(one + 1) * width + other + 1] + 1
                    : max(shared[(one + 1) * width + other], shared[one * width + other + 1])
            }
        }
        var rows: [Row] = []
        var (one, other) = (0, 0)
        while one < left.count || other < right.count {
            if one < left.count, other < right.count, left[one] == right[other] {
                rows.append(Row(expected: left[one], got: right[other]))
                (one, other) = (one + 1, other + 1)
            } else if other == right.count
                || one < left.count
                    && shared[(one + 1) * width + other] >= shared[one * width + other + 1]
            {
                rows.append(Row(expected: left[one], got: nil))
                one += 1
            } else {
                rows.append(Row(expected: nil, got: right[other]))
                other += 1
            }
        }
        return rows
    }
}
