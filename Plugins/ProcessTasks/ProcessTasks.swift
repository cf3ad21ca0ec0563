// ProcessTasks
