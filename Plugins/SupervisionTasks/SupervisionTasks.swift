// SupervisionTasks holds what people do who look at the work of others, and what follows:
//
//   supervision.inspect   looks at a step: what is looked at and by which method must be said, and
//                         so must each finding
//   supervision.rectify   puts findings right, with evidence; somebody else verifies it
//
// A rule that asks for "content, method and frequency" of supervision is often left blank; here a
// workflow that leaves one blank is refused when it is checked. The frequency itself is the
// handler's `every:` that the inspection stands in; here it is a text for those who read the duty.
//
// Both kinds answer in the stage *decide*, from the acts alone. Who may inspect or verify whose work
// is not theirs to judge: the checker and the authority see to it that nobody supervises themselves.

import OnusPlugin

/// Inspecting, and rectifying what was found.
public struct SupervisionPlugin: Plugin {
    public static let name = "supervision"

    public init(settings: Settings) throws { try settings.allow() }

    public var tasks: [any TaskKind.Type] { [Inspect.self, Rectify.self] }
}
