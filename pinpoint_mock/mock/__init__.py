"""What users hold: `mock_pinpoint` in all its forms and `PinpointMock`."""
