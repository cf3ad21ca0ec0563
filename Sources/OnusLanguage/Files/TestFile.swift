import OnusCalendar
import OnusModel
import OnusValues

/// A file of workflow tests: cases that are played on a virtual clock.
package struct TestFile: Sendable {
    package var file: String
    package var workflow: Located<String>
    /// Its name, or nil for that of the project.
    package var organization: Located<String>?
    package var cases: [TestCase]
}

package struct TestCase: Sendable {
    package var name: Located<String>
    package var start: TestStart
    package var script: [ScriptEntry]
    package var expectations: [Expectation]
}

package struct TestStart: Sendable {
    package var by: Located<String>
    /// Nil: the runner chooses, always the same.
    package var at: Moment?
    package var inputs: [Named<ValueSyntax>]
}

/// A point in time as a test writes it.
package enum Moment: Sendable, Hashable {
    case instant(Timestamp)
    /// On the clock of the workflow's calendar.
    case local(CivilDateTime)
}

/// What happens next in a script: somebody does something, or time passes.
package struct ScriptEntry: Sendable {
    package enum Time: Sendable, Hashable {
        /// After what happened before.
        case after(Period)
        case at(Moment)
    }

    package enum Act: Sendable {
        case decide(Located<String>)
        case claim, release, recuse, comment, attach
        case progress(String)
        /// Asks for this much more time.
        case extend(Located<Period>)
        /// `verified` or `returned`.
        case verify(Located<String>)
        /// Of the whole run, with the reason.
        case cancel(String)
        /// An event that comes from outside.
        case send(Located<String>)
    }

    /// Nil: at the moment of what happened before, or as soon as the duty is open.
    package var time: Time?
    package var person: Located<String>?
    /// The id of a step or a place such as `deliver/monthly_inspection[2]/inspect`.
    package var duty: Located<String>?
    /// Nil in an entry that only lets time pass.
    package var act: Act?
    package var comment: String?
    /// Names of files.
    package var evidence: [Located<String>] = []
    package var form: [Named<ValueSyntax>] = []
    /// What an event brings.
    package var data: [Named<ValueSyntax>] = []
    package var percent: Int?
    /// The act is to be refused.
    package var isRefused = false
    package var location: SourceLocation
}

/// What is looked at when the script is over and nothing more is due.
package struct Expectation: Sendable {
    /// Of the duty, or of the run where no duty is named.
    package var outcome: Located<String>?
    /// The id or the place of the step whose duties are looked at.
    package var duty: Located<String>?
    package var state: Located<String>?
    /// Leaf steps of the main line in order of finishing.
    package var path: [Located<String>]?
    package var within: Located<Period>?
    package var dueAt: Located<Moment>?
    package var marks: [Located<Mark>]?
    /// Workflows that ladders started.
    package var started: [Located<String>]?
    package var outputs: [Named<ValueSyntax>]
    package var location: SourceLocation
}
