import OnusModel
import OnusPlugin

// The names of the timers that a run can have. Each is set again rather than added to.
extension TimerID {
    package static func rung(_ duty: DutyID) -> TimerID { TimerID("rung:\(duty)") }
    package static func deemed(_ duty: DutyID) -> TimerID { TimerID("deemed:\(duty)") }
    package static func wait(_ place: Place) -> TimerID { TimerID("wait:\(place)") }
    package static func retry(_ place: Place) -> TimerID { TimerID("retry:\(place)") }
    package static func handler(_ handler: StepID, of scope: Place) -> TimerID {
        TimerID("handler:\(scope):\(handler)")
    }
}
