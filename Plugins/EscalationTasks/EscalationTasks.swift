// EscalationTasks
