/// Places in a picture, in its pixels; down is more.
package struct Point: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(_ x: Int, _ y: Int) { (self.x, self.y) = (x, y) }
}

package struct Rectangle: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    package var right: Int { x + width }
    package var bottom: Int { y + height }
    package var middle: Int { x + width / 2 }

    package func contains(_ other: Rectangle) -> Bool {
        x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
    }

    /// Whether they share more than a border.
    package func overlaps(_ other: Rectangle) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    /// Whether a level or upright line between two places goes through the inside.
    package func isCrossed(from one: Point, to other: Point) -> Bool {
        min(one.x, other.x) < right && max(one.x, other.x) > x
            && min(one.y, other.y) < bottom && max(one.y, other.y) > y
    }
}

/// Where everything of a chart stands.
package struct Drawing: Sendable {
    /// A link as a line with its arrow at the end, and where its words stand.
    package struct Route: Sendable {
        package var link: Int
        package var points: [Point]
        package var label: Rectangle?
    }

    package var width: Int
    package var height: Int
    /// By the numbers of nodes and lists.
    package var nodes: [Rectangle]
    package var lists: [Rectangle]
    package var routes: [Route]
}
