import OnusCatalog
import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues
import RandomWorkflows

// What changes around runs while they go on: people, versions, what others do to them.
extension Street {
    /// People go away and come back, hand over for some days, take another's office.
    mutating func changeHouse() {
        let day = engines.values.first.map { facts(for: $0).today }
        guard let day, let last = day.adding(days: 1 + chance.below(10)),
            let one = chance.one(of: Self.people.filter(isHere)),
            let other = chance.one(of: Self.people.filter(isHere))
        else { return }
        let days = DayRange(first: day, last: last)
        var (units, roles) = (organization.units, organization.roles)
        var (away, delegations) = (organization.absences, organization.delegations)
        switch chance.below(6) {
        case 0: away.append(Absence(person: one, between: days))
        case 1: away.removeAll()
        case 2 where one != other:
            delegations.append(Delegation(from: one, to: other, between: days))
        case 5: return leave(one)
        case 3:
            let place = chance.below(units.count)
            units[place].head = chance.one(of: units[place].deputies) ?? one
        default: roles["clerks"] = People((roles["clerks"] ?? []).dropFirst() + [one]).members
        }
        organization = Organization(
            id: organization.id, calendar: organization.calendar, units: units,
            people: organization.people, roles: roles, delegations: delegations, absences: away)
    }

    /// Somebody whom no expression names and who heads nothing is not there any more.
    private mutating func leave(_ person: Person) {
        let leavers: Set<Person> = ["bob", "gus", "hal"]
        guard leavers.contains(person), !organization.units.contains(where: { $0.head == person })
        else { return }
        var units = organization.units
        for index in units.indices { units[index].deputies.removeAll { $0 == person } }
        organization = Organization(
            id: organization.id, calendar: organization.calendar, units: units,
            people: organization.people.filter { $0.id != person },
            roles: organization.roles.mapValues { $0.filter { $0 != person } },
            delegations: organization.delegations.filter { $0.from != person && $0.to != person },
            absences: organization.absences.filter { $0.person != person })
        house += ", without \(person)"
        // A new organisation wakes every open run.
        wake()
    }

    func isHere(_ person: Person) -> Bool {
        organization.member(person) != nil || person.isPublic
    }

    /// The run moves to the next version, which has all that it has come to.
    mutating func migrate() {
        guard let next, let record = runs[main], let state = record.state, state.isOpen,
            record.engine.planDigest != next.planDigest
        else { return }
        let move = MigrateRun(
            person: state.initiator, reason: "by chance", from: record.engine.plan)
        do throws(Refusal) {
            try send(.migrate(move), to: main, by: next)
        } catch {
            if state.undoing == nil { faults.append("it cannot move: \(error.message)") }
        }
    }

    /// Whoever may cancel a run does, whether it was called or not.
    mutating func cancel() {
        guard let run = chance.one(of: openRuns), let state = state(of: run) else { return }
        let owners = state.duties.values.map(\.opened.people.accountable)
        let person = chance.one(of: owners.sorted() + [state.initiator]) ?? state.initiator
        do throws(Refusal) {
            try send(.cancel(CancelRun(person: person, reason: "by chance")), to: run)
        } catch {
            if error.code != .alreadyDone { faults.append("\(run): \(error.message)") }
        }
    }
}
