// SupervisionTasks
