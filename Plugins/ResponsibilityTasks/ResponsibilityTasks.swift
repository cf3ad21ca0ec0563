// ResponsibilityTasks
