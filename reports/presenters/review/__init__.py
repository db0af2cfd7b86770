"""What the Office reads: the queue, one report, its story, the threads, the inbox."""
