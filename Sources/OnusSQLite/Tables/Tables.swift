import OnusStore

/// All tables through one connection. A statement costs nothing before it is used.
final class Tables {
    let runs: RunTable
    let runList: RunList
    let commands: CommandTable
    let duties: DutyTable
    let dutyList: DutyList
    let timers: TimerTable
    let outbox: OutboxTable
    let plugins: PluginTable
    let documents: DocumentTable
    let settings: SettingTable

    init(_ connection: Connection) {
        runs = RunTable(connection)
        runList = RunList(connection)
        commands = CommandTable(connection)
        duties = DutyTable(connection)
        dutyList = DutyList(connection)
        timers = TimerTable(connection)
        outbox = OutboxTable(connection)
        plugins = PluginTable(connection)
        documents = DocumentTable(connection)
        settings = SettingTable(connection)
    }
}
