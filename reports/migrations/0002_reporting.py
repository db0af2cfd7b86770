import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assignments', '0002_reporting'),
        ('indicators', '0001_initial'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField(verbose_name='data window starts')),
                ('cut_off', models.DateField(verbose_name='cut-off')),
                ('deadline', models.DateField(verbose_name='deadline')),
                ('locked_at', models.DateTimeField(null=True)),
                ('locked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='indicators.programme')),
            ],
            options={
                'ordering': ['year', 'quarter'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'year', 'quarter'), name='period_once'), models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='period_quarter_known'), models.CheckConstraint(condition=models.Q(('cut_off__lte', models.F('deadline')), ('starts_on__lt', models.F('cut_off'))), name='period_dates_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('locked_at__isnull', True), ('locked_by__isnull', True)), models.Q(('locked_at__isnull', False), ('locked_by__isnull', False)), _connector='OR'), name='period_locked_at_by_pair')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('revision_reason', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('signing', "waiting for the head's sign-off"), ('submitted', 'under review'), ('returned', 'returned for correction'), ('approved', 'approved')], db_index=True, default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('remarks', models.TextField(blank=True, verbose_name='remarks')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('first_submitted_on', models.DateField(help_text='Decides for ever whether the report was on time.', null=True)),
                ('is_late', models.BooleanField(default=False)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('return_reason', models.TextField(blank=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='assignments.unit')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reportingperiod')),
            ],
            options={
                'ordering': ['period', 'unit', 'revision'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'signing', 'submitted', 'returned', 'approved'])), name='report_state_known'), models.CheckConstraint(condition=models.Q(('is_late', False), ('first_submitted_on__isnull', False), _connector='OR'), name='report_late_only_once_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), ('returned_at__isnull', False), _connector='OR'), name='report_returned_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='report_approved_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='report_submitted_at_by_pair'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='report_signed_at_by_pair'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='report_returned_at_by_pair'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='report_approved_at_by_pair'), models.UniqueConstraint(fields=('period', 'unit', 'revision'), name='report_once'), models.UniqueConstraint(condition=models.Q(('state', 'approved'), _negated=True), fields=('period', 'unit'), name='report_one_in_work')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField(help_text='0 is the whole year.')),
                ('class_code', models.CharField(blank=True, max_length=20)),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('numerator', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('denominator', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('done_on', models.DateField(null=True)),
                ('is_not_done', models.BooleanField(default=False, help_text='The unit states that a milestone is not reached yet.')),
                ('is_unchanged', models.BooleanField(default=False, help_text="The unit states that the last period's figure still holds.")),
                ('nature', models.CharField(choices=[('official', 'official'), ('estimate', 'estimate'), ('illustrative', 'illustrative')], default='official', max_length=12)),
                ('note', models.TextField(blank=True, verbose_name='note, reason, source')),
                ('state', models.CharField(choices=[('open', 'open'), ('returned', 'returned'), ('approved', 'approved')], default='open', max_length=10)),
                ('return_reason', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(null=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='indicators.indicator')),
                ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'indicator__position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'returned', 'approved'])), name='entry_state_known'), models.CheckConstraint(condition=models.Q(('nature__in', ['official', 'estimate', 'illustrative'])), name='entry_nature_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='entry_returned_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('updated_at__isnull', True), ('updated_by__isnull', True)), models.Q(('updated_at__isnull', False), ('updated_by__isnull', False)), _connector='OR'), name='entry_updated_at_by_pair'), models.UniqueConstraint(fields=('report', 'indicator', 'year', 'quarter', 'class_code'), name='entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stored_name', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('shown_name', models.CharField(max_length=150, verbose_name='file name')),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reports.entry')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reports.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='evidence_removed_at_by_pair')],
            },
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='indicators.indicator')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='assignments.unit')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='explanation_closed_at_by_pair')],
            },
        ),
        migrations.CreateModel(
            name='ExplanationMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='message')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('explanation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='reports.explanation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('report_submitted', 'a report was sent'), ('report_returned', 'a report was returned'), ('report_approved', 'a report was approved'), ('sign_off_wanted', 'a report waits for sign-off'), ('reminder', 'a report is missing'), ('explanation_asked', 'an explanation is asked for'), ('explanation_answered', 'an explanation was given'), ('extension_asked', 'more time is asked for'), ('extension_decided', 'more time was decided on')], max_length=24)),
                ('subject', models.CharField(max_length=300)),
                ('words', models.TextField(blank=True)),
                ('url', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['person', 'read_at'], name='reports_not_person__63ca49_idx')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('queued_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(help_text="When the background work delivered it to the unit's people.", null=True)),
                ('queued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='assignments.unit')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='reports.reportingperiod')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'day'), name='reminder_once_per_unit_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('wanted_until', models.DateField(verbose_name='wanted until')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('granted_until', models.DateField(help_text='Empty after a decision: declined.', null=True)),
                ('answer', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='assignments.unit')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='reports.reportingperiod')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('period', 'unit'), name='extension_one_undecided'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='extension_decided_at_by_pair'), models.CheckConstraint(condition=models.Q(('granted_until__isnull', True), ('decided_at__isnull', False), _connector='OR'), name='extension_granted_by_decision')],
            },
        ),
    ]
