"""What a stand asks of a lab that has come to rest: each module one question, each answer a list of findings."""
