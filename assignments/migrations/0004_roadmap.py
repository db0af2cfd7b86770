import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assignments', '0003_tasks'),
        ('indicators', '0003_superseded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Roadmap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'under review'), ('returned', 'returned for correction'), ('approved', 'approved')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('return_reason', models.TextField(blank=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roadmaps', to='indicators.programme')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roadmaps', to='assignments.unit')),
            ],
            options={
                'ordering': ['programme', 'unit', 'revision'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'unit', 'revision'), name='roadmap_once'), models.UniqueConstraint(condition=models.Q(('state', 'approved'), _negated=True), fields=('programme', 'unit'), name='roadmap_one_in_work'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'approved'])), name='roadmap_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('returned_at__isnull', False), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='roadmap_returned_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='roadmap_approved_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='roadmap_submitted_at_by_pair'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='roadmap_returned_at_by_pair'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='roadmap_approved_at_by_pair')],
            },
        ),
        migrations.CreateModel(
            name='LocalTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('denominator', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='local_targets', to='indicators.indicator')),
                ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='assignments.roadmap')),
            ],
            options={
                'ordering': ['roadmap', 'indicator__position', 'year'],
                'constraints': [models.UniqueConstraint(fields=('roadmap', 'indicator', 'year'), name='local_target_once'), models.CheckConstraint(condition=models.Q(('denominator__isnull', True), ('denominator__gte', 0), _connector='OR'), name='local_target_denominator_not_negative')],
            },
        ),
    ]
